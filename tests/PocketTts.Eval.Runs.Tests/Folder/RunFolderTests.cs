using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Runs.Folder;
using PocketTts.Eval.Runs.Tests.Fakes;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Runs.Tests.Folder;

public sealed class RunFolderTests : IDisposable
{
    private readonly RunBench _bench = new();

    [Fact]
    public async Task RunAsync_GermanCulture_WritesTheCommittedFiles()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
            using var bench = new RunBench
            {
                Time = time,
                Engine = new FakeEngine("fake", usesSeed: true) { OnSynthesis = () => time.Advance(TimeSpan.FromMilliseconds(100)), Speak = SpeakOrFail },
                Ear = new FakeRecognizer { EvidenceVersion = "1" },
            };
            // one processor: transcripts come in one order
            bench.Host = bench.Host with { Machine = bench.Host.Machine with { UsableCpuCount = 1 } };
            await bench.RunAsync(bench.Plan(utterances: 2, repeats: 2, systems: ["fake:one", "two=fake:two,speed=1.5"]), TestContext.Current.CancellationToken);
            foreach (string file in new[] { "run.json", "journal.jsonl", "corpora/made-up.jsonl" })
            {
                AssertCommitted(file, await File.ReadAllTextAsync(Path.Combine(bench.OutputFolder, file), TestContext.Current.CancellationToken));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task Open_RunGoingOn_ShowsWhatIsThere()
    {
        RunFolder? seen = null;
        string folder = string.Empty;
        using var bench = new RunBench { Progress = new RecordingProgress { OnReport = p => seen = p is { Phase: Runs.Execution.RunPhase.Synthesizing, Done: 5 } ? RunFolder.Open(folder) : seen } };
        folder = bench.OutputFolder;

        await bench.RunAsync(bench.Plan(), TestContext.Current.CancellationToken);

        Assert.Equal(RunStatus.Started, seen!.Info.Status);
        Assert.Empty(seen.Problems);
        Assert.Equal(0, seen.ForeignEntryCount);
        Assert.Equal(12, seen.Takes.Length);
        Assert.Equal(7, seen.Takes.Count(t => t.IsMissing));
        Assert.Equal(12, seen.Score().Systems.Sum(s => s.PlannedTakes));
    }

    [Fact]
    public void Open_NoRun_SaysSo()
    {
        var error = Assert.Throws<InputException>(() => RunFolder.Open(_bench.Temp.Root));

        Assert.Contains("the folder has no run.json", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "damaged")]
    [InlineData("null", "damaged")]
    [InlineData("[]", "damaged")]
    [InlineData("{\"schemaVersion\": 2}", "the run has format 2; expected 1; use a newer pocket-eval")]
    [InlineData("{\"schemaVersion\": 1}", "damaged")]
    [InlineData("{\"schemaVersion\": \"x\"}", "damaged")]
    [InlineData("{\"schemaVersion\": 1, \"plan\": {\"systems\": null}}", "damaged")]
    public void Open_DamagedRunFile_NamesIt(string content, string message)
    {
        _bench.Temp.Write("run/run.json", content);

        var error = Assert.Throws<InputException>(() => RunFolder.Open(_bench.OutputFolder));

        Assert.EndsWith("run.json", error.File, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_ChangedCorpusCopy_IsRefused()
    {
        await _bench.RunAsync(_bench.Plan(), TestContext.Current.CancellationToken);
        await File.AppendAllTextAsync(Path.Combine(_bench.OutputFolder, "corpora", "made-up.jsonl"), "{\"id\":\"x\",\"text\":\"y\"}\n", TestContext.Current.CancellationToken);

        var error = Assert.Throws<InputException>(() => RunFolder.Open(_bench.OutputFolder));

        Assert.Contains("changed after the run", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_AllOfRunInfo_ComesBack()
    {
        RunResult result = await _bench.RunAsync(_bench.Plan(), TestContext.Current.CancellationToken);

        RunInfo info = RunFolder.Open(_bench.OutputFolder).Info;

        Assert.Equal(result.Info.CreatedUtc, info.CreatedUtc);
        Assert.Equal(result.Info.Machine.InstructionSets, info.Machine.InstructionSets);
        Assert.Equal(result.Info.Machine with { InstructionSets = [] }, info.Machine with { InstructionSets = [] });
        Assert.Equal(result.Info.Systems.Select(s => (s.Id, s.Spec, s.LoadSeconds)), info.Systems.Select(s => (s.Id, s.Spec, s.LoadSeconds)));
        Assert.Equal(result.Info.Systems[0].Info!.Files, info.Systems[0].Info!.Files);
        Assert.Equal(result.Info.Corpora, info.Corpora);
        Assert.Equal(result.Info.Packages, info.Packages);
        Assert.Equal("run", info.Name);
    }

    private static Task<float[]> SpeakOrFail(Core.Speech.SynthesisRequest request, CancellationToken cancellationToken) =>
        request is { Repeat: 1, Text: "Größe number 2." }
            ? throw new Core.Speech.TakeFailedException("nothing-to-speak", "the text has \"no\" words")
            : Task.FromResult(SquareWave(4000 + (int)(request.Seed!.Value % 1000)));

    // sums of its squares are exact, so its level has the same digits on every processor
    private static float[] SquareWave(int length) => [.. Enumerable.Range(0, length).Select(i => ((i / 20) & 1) == 0 ? 0.25f : -0.25f)];

    private static void AssertCommitted(string file, string actual)
    {
        string path = Path.Combine(SharedFiles.RepositoryRoot(), "tests", "PocketTts.Eval.Runs.Tests", "Expectations", Path.GetFileName(file));
        string expected = File.Exists(path) ? File.ReadAllText(path) : string.Empty;
        if (expected != actual)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText($"{Path.ChangeExtension(path, null)}.received{Path.GetExtension(path)}", actual);
        }

        Assert.Equal(expected, actual);
    }

    public void Dispose() => _bench.Dispose();
}
