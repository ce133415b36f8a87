using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Execution;
using PocketTts.Eval.Runs.Plan;

namespace PocketTts.Eval.Runs.Tests.Fakes;

/// <summary>Everything a test needs to carry out runs with fakes in a folder of its own.</summary>
internal sealed class RunBench : IDisposable
{
    public RunBench() => Engine = new FakeEngine("fake") { OnSynthesis = () => Time.Advance(TimeSpan.FromMilliseconds(100)) };

    public TempFolder Temp { get; } = new();

    public FakeTimeProvider Time { get; init; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public FakeEngine Engine { get; init; }

    public FakeRecognizer Ear { get; set; } = new();

    public RecordingProgress Progress { get; init; } = new();

    public RunHost Host { get; set; } = new()
    {
        ToolVersion = "0.1.0",
        GitCommit = new string('c', 40),
        Packages = ImmutableSortedDictionary<string, string>.Empty.Add("Some.Package", "1.2.3"),
        Machine = new MachineRecord
        {
            CpuBrand = "Test CPU",
            CpuIdentity = "TestVendor 1/2/3",
            LogicalCpuCount = 4,
            UsableCpuCount = 2,
            InstructionSets = ["avx2"],
            MemoryBytes = 8_589_934_592,
            OperatingSystem = "Test OS 1",
            Architecture = "X64",
            Runtime = ".NET 10.0.0",
            Fingerprint = "0123456789ab",
        },
    };

    public string OutputFolder => Temp.Of("run");

    /// <summary>A plan over made-up utterances.</summary>
    public RunPlan Plan(int utterances = 3, int repeats = 2, string[]? systems = null, long seed = 1) => new()
    {
        Systems = [.. (systems ?? ["fake:one", "two=fake:two"]).Select(SystemSpec.Parse)],
        Corpora = [Corpus(utterances)],
        Repeats = repeats,
        Recognizers = ["fake-ear"],
        Seed = seed,
        OutputFolder = OutputFolder,
    };

    public static PlannedCorpus Corpus(int utterances)
    {
        ImmutableArray<Utterance> all = [.. Enumerable.Range(1, utterances).Select(i => new Utterance(
            FormattableString.Invariant($"u-{i:D3}"), FormattableString.Invariant($"Größe number {i}."), "en", ["short"], i == 1 ? ["size number one"] : []))];
        return new PlannedCorpus(new Corpus("made-up", "Made-up texts", "en", "CC0-1.0", new string('b', 64), all), all);
    }

    public RunExecutor Executor(params ISynthesizerEngine[] engines) =>
        new(engines.Length > 0 ? engines : [Engine], [Ear], Time, Progress, Host, new RunSettings(), new FakeMeter());

    public RunExecutor Executor(RunSettings settings) => new([Engine], [Ear], Time, Progress, Host, settings, new FakeMeter());

    public Task<RunResult> RunAsync(RunPlan plan, CancellationToken cancellationToken = default) => Executor().RunAsync(plan, cancellationToken);

    public void Dispose() => Temp.Dispose();
}
