using System.Collections.Immutable;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Speed;
using PocketTts.Eval.Runs.Execution;
using PocketTts.Eval.Runs.Machine;
using PocketTts.Eval.Runs.Workers;

namespace PocketTts.Eval.Runs.Bench;

/// <summary>
/// Carries a bench out: starts everyone anew as often as asked, warms up, then speaks in rounds. Everyone speaks each text of a round right after the others,
/// in the order given and in the next round in the opposite one (ABBA), so that a computer that becomes slower does so for all. One take at a time.
/// </summary>
public sealed class BenchRunner
{
    private readonly IReadOnlyList<IRecognizerEngine> _recognizers;
    private readonly TimeProvider _time;
    private readonly BenchComputer _computer;
    private readonly IBenchWatcher _watcher;
    private readonly Func<IWorkerProcess> _start;

    /// <summary>Creates a runner.</summary>
    /// <param name="workers">How worker processes are started: everyone is timed in one of its own.</param>
    /// <param name="recognizers">Engines that know the recognizer which checks words.</param>
    /// <param name="time">The clock.</param>
    /// <param name="computer">The computer.</param>
    /// <param name="watcher">Follows the bench.</param>
    public BenchRunner(WorkerLaunch workers, IReadOnlyList<IRecognizerEngine> recognizers, TimeProvider time, BenchComputer computer, IBenchWatcher watcher)
        : this(() => OsWorkerProcess.Start(workers), recognizers, time, computer, watcher)
    {
    }

    internal BenchRunner(Func<IWorkerProcess> start, IReadOnlyList<IRecognizerEngine> recognizers, TimeProvider time, BenchComputer computer, IBenchWatcher watcher)
    {
        _start = start;
        _recognizers = recognizers;
        _time = time;
        _computer = computer;
        _watcher = watcher;
    }

    /// <summary>Carries a bench out.</summary>
    /// <param name="plan">What to time.</param>
    /// <param name="cancellationToken">Ends it; once takes are timed, what was measured until then is the result.</param>
    /// <returns>What was measured.</returns>
    /// <exception cref="Core.InputException">A system or recognizer cannot be loaded.</exception>
    public async Task<BenchResult> RunAsync(BenchPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        DateTimeOffset created = _time.GetUtcNow();
        long begin = _time.GetTimestamp();
        SystemLoad loadBefore = _computer.ReadLoad();
        MachineCalibration? before = _computer.Calibrate?.Invoke(cancellationToken);
        foreach (string reason in NoiseJudge.Judge(_computer, loadBefore, loadBefore, before, null).NoiseReasons)
        {
            _watcher.Note($"this computer is not quiet: {reason}; timings taken like this are marked noisy");
        }

        var session = new BenchSession(plan, _time, _watcher);
        ImmutableArray<BenchTake> takes;
        try
        {
            await StartAllAsync(plan, session, cancellationToken).ConfigureAwait(false);
            takes = plan.Soak is null
                ? await session.TimeRoundsAsync(cancellationToken).ConfigureAwait(false)
                : await session.TimeLongSessionsAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await session.DisposeAsync().ConfigureAwait(false);
        }

        bool isCut = cancellationToken.IsCancellationRequested;
        if (takes.IsEmpty)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        SystemLoad loadAfter = _computer.ReadLoad();
        MachineCalibration? after = isCut ? null : _computer.Calibrate?.Invoke(cancellationToken);
        double seconds = _time.GetElapsedTime(begin).TotalSeconds;
        if (plan.CheckedBy is { } name && !isCut)
        {
            using ISpeechRecognizer recognizer = await _recognizers.Find(name).LoadAsync(name, cancellationToken).ConfigureAwait(false);
            takes = await WordCheck.ListenAsync(
                takes, session.Sounds, plan.Texts.ToDictionary(t => t.Id, StringComparer.Ordinal), recognizer, (done, total) => _watcher.Report(new BenchProgress("checking", done, total)), cancellationToken).ConfigureAwait(false);
        }

        takes = BenchCompleteness.Mark(takes);
        var report = new BenchReport
        {
            SchemaVersion = BenchReport.CurrentSchema,
            CreatedUtc = created,
            DurationSeconds = seconds,
            ToolVersion = _computer.Host.ToolVersion,
            Packages = _computer.Host.Packages,
            Remark = plan.Remark,
            Machine = NoiseJudge.Judge(_computer, loadBefore, loadAfter, before, after),
            Corpus = plan.Corpus,
            CorpusSha256 = plan.CorpusSha256,
            Rounds = session.RoundsBegun,
            WarmUps = plan.WarmUps,
            Seed = plan.Seed,
            CheckedBy = isCut ? null : plan.CheckedBy,
            Systems = session.Summarize(takes),
            Comparisons = plan.Soak is null ? Compare(session.Setups, takes) : [],
        };
        ImmutableArray<string> notes = BenchNotes.Of(report, takes);
        return new BenchResult(report with { Notes = isCut ? notes.Insert(0, "cancelled before it was done: what was measured until then") : notes }, takes);
    }

    private static ImmutableArray<BenchComparison> Compare(IReadOnlyList<BenchSetup> setups, IReadOnlyList<BenchTake> takes) =>
    [
        .. setups.GroupBy(s => s.IsRecognizer).SelectMany(g => g.Skip(1), (g, other) => BenchSummarizer.Compare(g.First().Id, other.Id, takes)),
    ];

    private async Task StartAllAsync(BenchPlan plan, BenchSession session, CancellationToken cancellationToken)
    {
        var policy = new WorkerPolicy { MemoryLimitBytes = plan.Limits.MemoryLimit(_computer.Host.Machine) };
        int processors = _computer.Host.Machine.UsableCpuCount;
        foreach (BenchChoice choice in plan.Systems)
        {
            await session.StartAsync(
                async token => new SpeakerSubject(choice, await WorkerSpeaker.LoadAsync(choice.Spec!, _start, policy, _time, token).ConfigureAwait(false), plan, processors), cancellationToken).ConfigureAwait(false);
        }

        if (!plan.Recognizers.IsEmpty)
        {
            await session.GatherSoundsAsync(cancellationToken).ConfigureAwait(false);
        }

        foreach (BenchChoice choice in plan.Recognizers)
        {
            await session.StartAsync(
                async token => await ListenerSubject.LoadAsync(choice, plan, session.SoundOfText, () => new WorkerLink(_start(), policy, _time), policy, processors, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }

        foreach (BenchSetup setup in session.Setups.Where(s => s.IsOversubscribed))
        {
            _watcher.Note(FormattableString.Invariant($"{setup.Id}: {setup.ThreadCount} threads on {processors} processors wait for each other; it is marked"));
        }
    }
}
