using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Verdicts;
using PocketTts.Eval.Runs.Folder;
using PocketTts.Eval.Runs.Workers;

namespace PocketTts.Eval.Runs.Execution;

/// <summary>How a plan is carried out; nothing of it changes what the run's takes are.</summary>
public sealed record RunSettings
{
    /// <summary>What the run is scored with at the end; scores are derived and may be made anew with something else.</summary>
    public ScoringOptions Scoring { get; init; } = ScoringOptions.Default;

    /// <summary>How worker processes are started; null speaks in this process, where a crash of an engine ends the run.</summary>
    public WorkerLaunch? Workers { get; init; }

    /// <summary>Folder in which runs share sounds and transcripts, never timings; null for none. A take from there has no timing.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>True to try takes again that failed in earlier sessions.</summary>
    public bool RetryFailed { get; init; }

    /// <summary>True to transcribe while there is still something to speak: sooner done, but no timing of this session counts.</summary>
    public bool Pipeline { get; init; }

    /// <summary>True to continue a folder whose plan is an earlier part of this one: fewer repeats, or some of its texts (<see cref="Plan.GrowingPlan"/>).</summary>
    public bool Grows { get; init; }

    /// <summary>
    /// Is given the scored takes of a run with more than <see cref="RunFolder.MostHeldTakes"/> of them, text by text; the result then has a <see cref="RunResult.Digest"/> and an
    /// excerpt of its takes. Null to hold the takes of any run.
    /// </summary>
    public IScoredTakeSink? TakeSink { get; init; }

    /// <summary>Starts a worker process; null without workers.</summary>
    internal Func<IWorkerProcess>? StartWorker
    {
        get => field ?? (Workers is { } launch ? () => OsWorkerProcess.Start(launch) : null);
        init;
    }
}
