using System.Collections.Immutable;
using System.Globalization;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Cache;
using PocketTts.Eval.Runs.Folder;
using PocketTts.Eval.Runs.Journal;
using PocketTts.Eval.Runs.Plan;
using PocketTts.Eval.Runs.Workers;

namespace PocketTts.Eval.Runs.Execution;

/// <summary>
/// Carries out a plan: speaks what is missing, transcribes what is missing, scores. Everything that is done is in the run folder
/// before the next thing begins, so the same plan continues a run that was cancelled or killed.
/// </summary>
public sealed class RunExecutor
{
    private readonly IReadOnlyList<ISynthesizerEngine> _engines;
    private readonly IReadOnlyList<IRecognizerEngine> _recognizers;
    private readonly TimeProvider _time;
    private readonly IRunProgress _progress;
    private readonly RunHost _host;
    private readonly IProcessMeter _meter;
    private readonly RunSettings _settings;

    /// <summary>Creates an executor.</summary>
    /// <param name="engines">Engines that systems may name.</param>
    /// <param name="recognizers">Engines that know recognizers; the first that knows a name loads it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="progress">Follows the run.</param>
    /// <param name="host">The tool and the computer.</param>
    /// <param name="settings">How the work is done.</param>
    public RunExecutor(
        IReadOnlyList<ISynthesizerEngine> engines, IReadOnlyList<IRecognizerEngine> recognizers, TimeProvider time, IRunProgress progress, RunHost host, RunSettings settings)
        : this(engines, recognizers, time, progress, host, settings, new ProcessMeter())
    {
    }

    internal RunExecutor(
        IReadOnlyList<ISynthesizerEngine> engines,
        IReadOnlyList<IRecognizerEngine> recognizers,
        TimeProvider time,
        IRunProgress progress,
        RunHost host,
        RunSettings settings,
        IProcessMeter meter)
    {
        _engines = engines;
        _recognizers = recognizers;
        _time = time;
        _progress = progress;
        _host = host;
        _settings = settings;
        _meter = meter;
    }

    /// <summary>Carries out a plan in its folder, or what of it is still to do, and nothing after that.</summary>
    /// <inheritdoc cref="RunAsync(RunPlan, Func{RunResult, CancellationToken, Task}?, CancellationToken)"/>
    public Task<RunResult> RunAsync(RunPlan plan, CancellationToken cancellationToken) => RunAsync(plan, finish: null, cancellationToken);

    /// <summary>Carries out a plan in its folder, or what of it is still to do.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="finish">What to do with the result while the folder is still this run's own, e.g. write the reports; null does nothing.</param>
    /// <param name="cancellationToken">Cancels the run; what is done is kept and the same plan continues it.</param>
    /// <returns>The scored run; <see cref="RunInfo.Status"/> says whether takes failed.</returns>
    /// <exception cref="InputException">An engine, voice, model or folder is wrong, or the folder holds another run.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the folder's status says so.</exception>
    public async Task<RunResult> RunAsync(RunPlan plan, Func<RunResult, CancellationToken, Task>? finish, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        (ImmutableArray<ISynthesizerEngine> engines, ImmutableArray<IRecognizerEngine> recognizers) = EngineFinder.Find(plan, _engines, _recognizers);
        using var claim = RunFolderClaim.Take(plan.OutputFolder);
        RunInfo? stored = claim.HoldsRun ? RunDescription.ReadStored(claim.Folder, plan, _host.Machine, _settings.Grows) : null;
        var tally = new ProgressTally(_progress, plan);
        TakeCache? cache = _settings.CacheFolder is { } folder ? TakeCache.Open(folder, _host.Machine, tally.Note) : null;
        tally.Start(RunPhase.Loading);

        // what earlier sessions did is read while models are loaded; if these are not the same as then, the run ends anyway
        bool wasCutOff = stored?.Status is RunStatus.Started;
        Task<RunFacts>? earlier = stored is not null && stored.Systems.All(s => s.Info is not null)
            ? Task.Run(() => SavedFacts.Read(claim.Folder, plan, stored, wasCutOff, new AudioStore(claim.Folder), tally), cancellationToken)
            : null;
        try
        {
            return await RunAsync(claim.Folder, plan, stored, wasCutOff, engines, recognizers, cache, earlier, tally, finish, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw RunFolderClaim.Unwritable(claim.Folder, problem);
        }
        finally
        {
            // it must not go on in a folder that is no longer ours
            await (earlier ?? Task.CompletedTask).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
        }
    }

    private async Task<RunResult> RunAsync(
        string folder,
        RunPlan plan,
        RunInfo? stored,
        bool wasCutOff,
        ImmutableArray<ISynthesizerEngine> engines,
        ImmutableArray<IRecognizerEngine> recognizers,
        TakeCache? cache,
        Task<RunFacts>? earlier,
        ProgressTally tally,
        Func<RunResult, CancellationToken, Task>? finish,
        CancellationToken cancellationToken)
    {
        LoadedRun loaded = await LoadedRun.LoadAsync(plan, (i, token) => LoadSystemAsync(plan, i, engines[i], token), recognizers, cancellationToken).ConfigureAwait(false);
        try
        {
            EngineFinder.Check(plan, engines, tally.Note);
            RunInfo info = RunDescription.Of(folder, plan, loaded, stored, _host, _time);

            // a newer version of evidence is no other run, but what was gathered with the older one does not count
            bool isSameEvidence = stored is not null && stored.Recognizers.Select(r => r.EvidenceVersion).SequenceEqual(info.Recognizers.Select(r => r.EvidenceVersion), StringComparer.Ordinal);
            RunResult result = await CarryOutAsync(folder, plan, info, wasCutOff, isSameEvidence ? earlier : null, loaded, recognizers, cache, tally, cancellationToken).ConfigureAwait(false);
            if (finish is not null)
            {
                await finish(result, cancellationToken).ConfigureAwait(false);
            }

            return result;
        }
        finally
        {
            await loaded.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<RunResult> CarryOutAsync(
        string folder, RunPlan plan, RunInfo info, bool wasCutOff, Task<RunFacts>? earlier, LoadedRun loaded, ImmutableArray<IRecognizerEngine> recognizers, TakeCache? cache, ProgressTally tally, CancellationToken cancellationToken)
    {
        PlanRecord record = RunDocument.WriteCorpora(folder, plan);
        RunDocument.Write(folder, info, record);
        RunStatus status = RunStatus.Failed;
        RecognizerPool[] pools = [.. loaded.Recognizers.Select((r, i) => new RecognizerPool(r, token => recognizers[i].LoadAsync(plan.Recognizers[i], token), _settings.Pipeline))];
        try
        {
            var audio = new AudioStore(folder);
            RunFacts facts = earlier is not null ? await earlier.ConfigureAwait(false) : SavedFacts.Read(folder, plan, info, wasCutOff, audio, tally);
            if (_settings.RetryFailed && facts.ForgetFailures() is > 0 and int forgotten)
            {
                tally.Note(FormattableString.Invariant($"{forgotten} failures of earlier sessions are tried again"));
            }

            using (var journal = new JournalWriter(Path.Combine(folder, RunFolder.JournalFileName), _time))
            {
                var synthesis = new SynthesisStage(plan, facts, audio, journal, cache, _time, tally, isTimed: !_settings.Pipeline);
                TranscriptionStage Transcription(ProgressTally progress) => new(plan, facts, audio, journal, cache, _time, progress);
                if (_settings.Pipeline)
                {
                    TranscriptionStage meanwhile = Transcription(tally.Muted());
                    await StageOverlap.RunAsync(
                        token => synthesis.RunAsync(loaded.Speakers, token),
                        token => meanwhile.RunAsync(pools, info => Math.Max(1, Parallelism(info) - 1), token),
                        _time,
                        cancellationToken).ConfigureAwait(false);
                }
                else
                {
                    await synthesis.RunAsync(loaded.Speakers, cancellationToken).ConfigureAwait(false);
                }

                await loaded.DisposeAsync().ConfigureAwait(false);
                await Transcription(tally).RunAsync(pools, Parallelism, cancellationToken).ConfigureAwait(false);
            }

            tally.Start(RunPhase.Scoring);
            status = facts.HasFailures() ? RunStatus.CompletedWithFailures : RunStatus.Completed;
            return RunFolder.Score(info with { Status = status }, facts, _settings.TakeSink, _settings.Scoring, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            status = RunStatus.Cancelled;
            throw;
        }
        finally
        {
            foreach (RecognizerPool pool in pools)
            {
                pool.Dispose();
            }

            RunDocument.Write(folder, info with { Status = status }, record);
        }
    }

    private async Task<ITakeSpeaker> LoadSystemAsync(RunPlan plan, int index, ISynthesizerEngine engine, CancellationToken cancellationToken)
    {
        SystemSpec spec = plan.Systems[index];
        if (_settings.StartWorker is { } start)
        {
            var policy = new WorkerPolicy { MemoryLimitBytes = plan.Limits.MemoryLimit(_host.Machine) };
            return await WorkerSpeaker.LoadAsync(spec, start, policy, _time, cancellationToken).ConfigureAwait(false);
        }

        long begin = _time.GetTimestamp();
        ISpeechSynthesizer synthesizer = await engine.LoadAsync(spec, cancellationToken).ConfigureAwait(false);
        return new InProcessSpeaker(synthesizer, _time, _meter, _time.GetElapsedTime(begin).TotalSeconds);
    }

    // As many as their threads fit the processors, but models (a session needs about twice their size) may fill half of the memory at most.
    private int Parallelism(RecognizerInfo recognizer)
    {
        long modelBytes = 2 * recognizer.Files.Sum(f => f.SizeBytes);
        long fitting = modelBytes > 0 && _host.Machine.MemoryBytes is { } memory ? memory / 2 / modelBytes : int.MaxValue;
        int threads = recognizer.Settings.TryGetValue("threads", out string? written) && int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? Math.Max(1, number) : 1;
        return (int)Math.Clamp(fitting, 1, Math.Max(1, _host.Machine.UsableCpuCount / threads));
    }
}
