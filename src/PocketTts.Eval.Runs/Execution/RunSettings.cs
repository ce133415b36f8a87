using PocketTts.Eval.Runs.Workers;

namespace PocketTts.Eval.Runs.Execution;

/// <summary>How a plan is carried out; nothing of it changes what the run's takes are.</summary>
public sealed record RunSettings
{
    /// <summary>How worker processes are started; null speaks in this process, where a crash of an engine ends the run.</summary>
    public WorkerLaunch? Workers { get; init; }

    /// <summary>Starts a worker process; null without workers.</summary>
    internal Func<IWorkerProcess>? StartWorker
    {
        get => field ?? (Workers is { } launch ? () => OsWorkerProcess.Start(launch) : null);
        init;
    }
}
