using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Speed;
using PocketTts.Eval.Runs.Bench;
using PocketTts.Eval.Runs.Machine;
using PocketTts.Eval.Runs.Tests.Fakes;
using PocketTts.Eval.Runs.Workers;

namespace PocketTts.Eval.Runs.Tests.Bench;

/// <summary>Carries benches out over workers that are threads of the test.</summary>
internal sealed class BenchHarness : IBenchWatcher, IDisposable
{
    private readonly RunBench _bench = new();

    /// <summary>What the bench said.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Is called after every take, with how many were timed.</summary>
    public Action<BenchProgress>? OnProgress { get; init; }

    /// <summary>Replaces a worker that is to be started (0 is the first), or null for one that serves.</summary>
    public Func<int, FakeWorker?>? OnStart { get; init; }

    /// <summary>Workers started.</summary>
    public int Starts { get; private set; }

    public TempFolder Temp => _bench.Temp;

    public FakeRecognizer Ear { get => _bench.Ear; init => _bench.Ear = value; }

    private FakeWorker? Last { get; set; }

    /// <summary>A bench of systems over a text of one word and one of five.</summary>
    public static BenchPlan Plan(params string[] systems) => new()
    {
        Systems = [.. BenchChoice.OfSystems(systems.Select(SystemSpec.Parse), [])],
        Texts = [new BenchText("short", "Short.", "en", 1, 1, []), new BenchText("long", "Long enough for five words.", "en", 5, 5, [])],
        Corpus = "made-up",
        CorpusSha256 = new string('b', 64),
    };

    /// <summary>What an engine does whose process dies in the middle of a take.</summary>
    public async Task<float[]> DieAsync(CancellationToken cancellationToken)
    {
        Last!.Die(139);
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return [];
    }

    /// <summary>Carries a bench out.</summary>
    /// <param name="plan">The bench.</param>
    /// <param name="engine">Engine that workers serve.</param>
    /// <param name="time">The clock; the system's when it is null.</param>
    /// <param name="load">Readings of the load; a quiet computer when it is null.</param>
    /// <param name="othersRun">Whether a run is going on.</param>
    /// <param name="others">Further engines.</param>
    /// <param name="cancellation">Ends it; the test's token when it is null.</param>
    public async Task<BenchResult> RunAsync(
        BenchPlan plan, FakeEngine engine, TimeProvider? time = null, Func<SystemLoad>? load = null, bool othersRun = false, FakeEngine[]? others = null, CancellationToken? cancellation = null)
    {
        var host = _bench.Host with { Machine = _bench.Host.Machine with { Fingerprint = MachineFingerprint.Compute(_bench.Host.Machine) } };
        var details = new MachineDetails
        {
            ToolVersion = "0.1.0",
            Machine = host.Machine,
            Topology = new CpuTopology(1, 2, 4),
            Caches = [],
            Frequency = new CpuFrequency(null, null, null),
            Clock = new ClockFacts("tsc", 1, 20),
            Load = new SystemLoad(0, 0, 0, 0, 0),
        };
        var computer = new BenchComputer(host, details, load ?? (() => new SystemLoad(0, 0, 0, 0, 100)), null, () => othersRun);
        var runner = new BenchRunner(
            () => Last = OnStart?.Invoke(Starts++) ?? new FakeWorker((worker, input, output) => new WorkerServer([engine, .. others ?? []], [Ear], TimeProvider.System, () => worker.Die(137), new FakeMeter()).RunAsync(input, output)),
            [Ear],
            time ?? TimeProvider.System,
            computer,
            this);
        return await runner.RunAsync(plan, cancellation ?? TestContext.Current.CancellationToken);
    }

    void IBenchWatcher.Report(BenchProgress progress) => OnProgress?.Invoke(progress);

    void IBenchWatcher.Note(string message) => Notes.Add(message);

    public void Dispose() => _bench.Dispose();
}
