using System.Collections.Immutable;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Process;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Models.Tests.Process;

/// <summary>The adapter that is shipped, with the real espeak-ng.</summary>
public sealed class EspeakAdapterTests
{
    private static string Script => Path.Combine(SharedFiles.RepositoryRoot(), "eval", "adapters", "espeak-ng.sh");

    [Fact]
    public async Task Check_ShippedAdapter_KeepsToTheProtocol()
    {
        SkipWithoutEspeak();
        ImmutableArray<AdapterFinding> findings = await new AdapterChecker(TimeProvider.System, Environment.GetEnvironmentVariable, AppContext.BaseDirectory)
            .CheckAsync(new AdapterCheckRequest { Command = ["bash", Script], Voice = "en-gb" }, _ => { }, TestContext.Current.CancellationToken);

        Assert.All(findings, f => Assert.True(f.Verdict == AdapterVerdict.Ok, f.ToString()));
    }

    [Fact]
    public async Task LoadAsync_VoiceVersionAndOptions_AreKnown()
    {
        SkipWithoutEspeak();
        using ISpeechSynthesizer slow = await LoadAsync(":en-gb,option-rate=120");
        using ISpeechSynthesizer fast = await LoadAsync(":en-gb,option-rate=240");

        Assert.Equal((22_050, true, "en-gb"), (slow.Info.SampleRateHz, slow.Info.IsDeterministic, slow.Info.Voice));
        Assert.Matches(@"^\d+\.\d+", slow.Info.Settings["engine-version"]);
        Assert.Equal(("120", "50"), (slow.Info.Settings["adapter-rate"], slow.Info.Settings["adapter-pitch"]));
        Assert.Equal(["espeak-ng.sh", "espeak-ng"], slow.Info.Files.Select(f => f.Name));
        var request = new SynthesisRequest("The small boat crossed the river at noon.");
        double slowSeconds = (await slow.SynthesizeAsync(request, null, TestContext.Current.CancellationToken)).Audio.DurationSeconds;
        double fastSeconds = (await fast.SynthesizeAsync(request, null, TestContext.Current.CancellationToken)).Audio.DurationSeconds;
        Assert.InRange(slowSeconds / fastSeconds, 1.5, 2.5);
    }

    [Theory]
    [InlineData(":xx-klingon", "espeak-ng has no voice 'xx-klingon'")]
    [InlineData(":option-rate=9", "rate: found '9', expected 80 to 450")]
    public async Task LoadAsync_WrongVoiceOrOption_IsOneLine(string arguments, string says)
    {
        SkipWithoutEspeak();
        Assert.Contains(says, (await Assert.ThrowsAsync<InputException>(() => LoadAsync(arguments))).Message, StringComparison.Ordinal);
    }

    // equal to what espeak-ng itself says: nothing is lost or interpreted on the way through JSON and bash
    [Theory]
    [InlineData("It costs \"5\" \\ no / it's $HOME `date` $(date) %s \\n -v de.")]
    [InlineData("Café, naïve, “quoted” — déjà vu… 🙂 東京")]
    [InlineData("-n tab\there\nand a new line")]
    public async Task SynthesizeAsync_AwkwardText_SoundsAsFromEspeakItself(string text)
    {
        SkipWithoutEspeak();
        using ISpeechSynthesizer synthesizer = await LoadAsync(":en-us");
        Waveform through = (await synthesizer.SynthesizeAsync(new SynthesisRequest(text), null, TestContext.Current.CancellationToken)).Audio;

        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "x.wav");
        var start = new System.Diagnostics.ProcessStartInfo("espeak-ng", ["-b", "1", "-v", "en-us", "-s", "175", "-p", "50", "-w", file, "--stdin"]) { RedirectStandardInput = true };
        using System.Diagnostics.Process espeak = System.Diagnostics.Process.Start(start)!;
        await espeak.StandardInput.BaseStream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);
        espeak.StandardInput.Close();
        await espeak.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(Audio.AudioFile.Read(file).Samples.ToArray(), through.Samples.ToArray());
    }

    private static Task<ISpeechSynthesizer> LoadAsync(string arguments) =>
        ScriptAdapter.Engine.LoadAsync(SystemSpec.Parse($"e=process{arguments},command=bash \"{Script}\""), TestContext.Current.CancellationToken);

    private static void SkipWithoutEspeak()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the adapter is a bash script");
        Assert.SkipUnless(new CommandFinder(Environment.GetEnvironmentVariable, AppContext.BaseDirectory).OnPath("espeak-ng") is not null, "espeak-ng is not installed");
    }
}
