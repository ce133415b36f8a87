using System.Collections.Immutable;
using System.Globalization;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
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
        (ImmutableArray<ISynthesizerEngine> engines, ImmutableArray<IRecognizerEngine> recognizers) = FindEngines(plan);
        using var claim = RunFolderClaim.Take(plan.OutputFolder);
        RunInfo? stored = claim.HoldsRun ? ReadStored(claim.Folder, plan) : null;
        var tally = new ProgressTally(_progress, plan);
        tally.Start(RunPhase.Loading);
        LoadedRun loaded = await LoadedRun.LoadAsync(plan, (i, token) => LoadSystemAsync(plan, i, engines[i], token), recognizers, cancellationToken).ConfigureAwait(false);
        try
        {
            CheckPlan(plan, engines, tally);
            RunInfo info = Describe(claim.Folder, plan, loaded, stored);
            bool wasCutOff = stored?.Status is RunStatus.Started;
            RunResult result = await CarryOutAsync(claim.Folder, plan, info, wasCutOff, loaded, recognizers, tally, cancellationToken).ConfigureAwait(false);
            if (finish is not null)
            {
                await finish(result, cancellationToken).ConfigureAwait(false);
            }

            return result;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw RunFolderClaim.Unwritable(claim.Folder, problem);
        }
        finally
        {
            await loaded.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<RunResult> CarryOutAsync(
        string folder, RunPlan plan, RunInfo info, bool wasCutOff, LoadedRun loaded, ImmutableArray<IRecognizerEngine> recognizers, ProgressTally tally, CancellationToken cancellationToken)
    {
        PlanRecord record = RunDocument.WriteCorpora(folder, plan);
        RunDocument.Write(folder, info, record);
        RunStatus status = RunStatus.Failed;
        try
        {
            var audio = new AudioStore(folder);
            RunFacts facts = SavedFacts.Read(folder, plan, info, wasCutOff, audio, tally);
            using (var journal = new JournalWriter(Path.Combine(folder, RunFolder.JournalFileName), _time))
            {
                await new SynthesisStage(plan, facts, audio, journal, _time, tally).RunAsync(loaded.Speakers, cancellationToken).ConfigureAwait(false);
                await loaded.DisposeAsync().ConfigureAwait(false);
                await new TranscriptionStage(plan, facts, audio, journal, _time, tally)
                    .RunAsync(Loaders(plan, loaded, recognizers), Parallelism, cancellationToken).ConfigureAwait(false);
            }

            tally.Start(RunPhase.Scoring);
            ImmutableArray<Take> takes = facts.ToTakes();
            status = takes.Any(t => t.SynthesisFailure is not null || t.Recognitions.Any(r => r.Failure is not null)) ? RunStatus.CompletedWithFailures : RunStatus.Completed;
            return TakeScorer.Score(info with { Status = status }, takes);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            status = RunStatus.Cancelled;
            throw;
        }
        finally
        {
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

    private (ImmutableArray<ISynthesizerEngine> Engines, ImmutableArray<IRecognizerEngine> Recognizers) FindEngines(RunPlan plan)
    {
        var problems = new List<InputException>();
        ImmutableArray<ISynthesizerEngine> engines = FindEach(plan.Systems, _engines.Find, problems);
        ImmutableArray<IRecognizerEngine> recognizers = FindEach(plan.Recognizers, _recognizers.Find, problems);
        return problems.Count switch
        {
            0 => (engines, recognizers),
            1 => throw problems[0],
            _ => throw new InputException(problems),
        };
    }

    private static void CheckPlan(RunPlan plan, ImmutableArray<ISynthesizerEngine> engines, ProgressTally tally)
    {
        if (!engines.Any(e => e is IPlanChecker))
        {
            return;
        }

        ILookup<int, SynthesisRequest> planned = PlanExpander.Expand(plan)
            .ToLookup(t => t.SystemIndex, t => new SynthesisRequest(t.Utterance.Text, t.Utterance.Language, t.Seed, t.Key.Repeat, t.Key.Corpus, t.Utterance.Id));
        for (int i = 0; i < engines.Length; i++)
        {
            if (engines[i] is IPlanChecker checker)
            {
                foreach (string line in checker.CheckPlan(plan.Systems[i], [.. planned[i]]))
                {
                    tally.Note($"{plan.Systems[i].Id}: {line}");
                }
            }
        }
    }

    // every wrong name is said at once
    private static ImmutableArray<TEngine> FindEach<TName, TEngine>(ImmutableArray<TName> names, Func<TName, TEngine> find, List<InputException> problems)
    {
        var found = ImmutableArray.CreateBuilder<TEngine>();
        foreach (TName name in names)
        {
            try
            {
                found.Add(find(name));
            }
            catch (InputException problem)
            {
                problems.Add(problem);
            }
        }

        return found.ToImmutable();
    }

    private RunInfo ReadStored(string folder, RunPlan plan)
    {
        (RunInfo info, RunPlan stored) = RunDocument.Read(folder);
        string[] differences = [.. RunDifferences.Between(stored, plan), .. RunDifferences.Between(info.Machine, _host.Machine)];
        return differences.Length == 0 ? info : throw RunDifferences.Error(folder, differences);
    }

    private RunInfo Describe(string folder, RunPlan plan, LoadedRun loaded, RunInfo? stored)
    {
        if (stored is not null)
        {
            string[] differences =
            [
                .. stored.Systems.Zip(loaded.Systems).SelectMany(p => p.First.Info is { } then ? RunDifferences.Between(p.First.Id, then, p.Second.Info!) : []),
                .. stored.Recognizers.Zip(loaded.Recognizers).SelectMany(p => RunDifferences.Between(p.First.Id, p.First, p.Second)),
            ];
            if (differences.Length > 0)
            {
                throw RunDifferences.Error(folder, differences);
            }
        }

        return new RunInfo
        {
            SchemaVersion = RunDocument.SchemaVersion,
            Name = Path.GetFileName(Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar)),
            CreatedUtc = stored?.CreatedUtc ?? _time.GetUtcNow(),
            Status = RunStatus.Started,
            ToolVersion = _host.ToolVersion,
            Packages = _host.Packages,
            GitCommit = _host.GitCommit,
            Machine = _host.Machine,
            Systems = stored is null ? loaded.Systems : [.. loaded.Systems.Zip(stored.Systems, (now, then) => now with { LoadSeconds = then.LoadSeconds ?? now.LoadSeconds })],
            Recognizers = loaded.Recognizers,
            Corpora = [.. plan.Corpora.Select(c => new RunCorpus(c.Corpus.Name, c.Corpus.Sha256, c.Corpus.Utterances.Length, c.Used.Length))],
            Repeats = plan.Repeats,
            Seed = plan.Seed,
            Normalizer = TakeScorer.Normalizer,
        };
    }

    private static (RecognizerInfo Info, Func<CancellationToken, Task<ISpeechRecognizer>> Load)[] Loaders(
        RunPlan plan, LoadedRun loaded, ImmutableArray<IRecognizerEngine> recognizers) =>
        [.. loaded.Recognizers.Select((info, i) => (info, (Func<CancellationToken, Task<ISpeechRecognizer>>)(token => recognizers[i].LoadAsync(plan.Recognizers[i], token))))];

    // As many as their threads fit the processors, but models (a session needs about twice their size) may fill half of the memory at most.
    private int Parallelism(RecognizerInfo recognizer)
    {
        long modelBytes = 2 * recognizer.Files.Sum(f => f.SizeBytes);
        long fitting = modelBytes > 0 && _host.Machine.MemoryBytes is { } memory ? memory / 2 / modelBytes : int.MaxValue;
        int threads = recognizer.Settings.TryGetValue("threads", out string? written) && int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? Math.Max(1, number) : 1;
        return (int)Math.Clamp(fitting, 1, Math.Max(1, _host.Machine.UsableCpuCount / threads));
    }
}
