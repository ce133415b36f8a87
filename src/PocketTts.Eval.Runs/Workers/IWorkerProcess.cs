namespace PocketTts.Eval.Runs.Workers;

/// <summary>A started worker as seen from the run.</summary>
internal interface IWorkerProcess : IAsyncDisposable
{
    /// <summary>Where messages to it are written.</summary>
    Stream Input { get; }

    /// <summary>Where its messages come from; ends when it is gone.</summary>
    Stream Output { get; }

    /// <summary>Ends it and everything it started, at once.</summary>
    void Kill();

    /// <summary>How it ended; waits for the end.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    Task<WorkerExit> WaitAsync(CancellationToken cancellationToken);
}
