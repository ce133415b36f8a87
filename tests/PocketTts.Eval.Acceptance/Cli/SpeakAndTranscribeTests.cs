using System.Text.Json;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Acceptance.Cli;

/// <summary>What people try first.</summary>
public sealed class SpeakAndTranscribeTests : IDisposable
{
    private readonly CliProcess _cli = new();

    [Fact]
    public async Task Speak_Loopback_IsReadBackWordForWord()
    {
        CliResult spoken = await _cli.RunAsync("speak", "--system", "loopback", "--text", "The kettle is on.", "--out", "x.wav");
        CliResult heard = await _cli.RunAsync("transcribe", "x.wav", "--recognizer", "loopback", "--json");

        Assert.Equal(0, spoken.ExitCode);
        Assert.Contains("RTF", spoken.Out, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(heard.Out);
        string text = json.RootElement[0].GetProperty("transcript").GetProperty("text").GetString()!;
        Assert.Equal("the kettle is on", text.ToLowerInvariant().TrimEnd('.'));
    }

    [Fact]
    public async Task Transcribe_JfkFlac_PrintsTheSentenceWithWordTimes()
    {
        SharedFiles.Model("whisper-base/config.json");

        CliResult result = await _cli.RunAsync("transcribe", SharedFiles.Audio("jfk.flac"));

        Assert.Equal(0, result.ExitCode);
        string[] lines = result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("And so my fellow Americans, ask not what your country can do for you, ask what you can do for your country.", lines[0]);
        Assert.Equal(23, lines.Length);
        Assert.Matches(@"^\s+\d+\.\d\d –\s+\d+\.\d\d s\s+\d+ ?%  country\.$", lines[^1]);
    }

    [Fact]
    public async Task Speak_KokoroThenWhisper_SaysTheSentence()
    {
        SharedFiles.Model("kokoro/voices/af_heart.bin");

        CliResult spoken = await _cli.RunAsync("speak", "--system", "kokoro:af_heart", "--text", "The small boat crossed the river at noon.", "--out", "x.wav");
        CliResult heard = await _cli.RunAsync("transcribe", "x.wav");

        Assert.Equal(0, spoken.ExitCode);
        Assert.StartsWith("The small boat crossed the river at noon.", heard.Out, StringComparison.Ordinal);
    }

    public void Dispose() => _cli.Dispose();
}
