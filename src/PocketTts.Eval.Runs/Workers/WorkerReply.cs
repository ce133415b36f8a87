namespace PocketTts.Eval.Runs.Workers;

/// <summary>What came of a question to a worker.</summary>
/// <param name="End">How the waiting ended.</param>
/// <param name="Frame">The answer, with <see cref="WorkerEnd.Answered"/> and <see cref="WorkerEnd.Cancelled"/>.</param>
/// <param name="Exit">How the process ended, with <see cref="WorkerEnd.Died"/>.</param>
internal sealed record WorkerReply(WorkerEnd End, WorkerFrame? Frame, WorkerExit? Exit);

/// <summary>How the waiting for a worker ended.</summary>
internal enum WorkerEnd
{
    /// <summary>With an answer.</summary>
    Answered,

    /// <summary>The limit was over and the worker gave up when told; it can go on.</summary>
    Cancelled,

    /// <summary>The limit was over and the worker did not give up: it was killed.</summary>
    TimeOut,

    /// <summary>It gave no sign of life and was killed.</summary>
    Stalled,

    /// <summary>It sent what is no message and was killed.</summary>
    Confused,

    /// <summary>The process ended.</summary>
    Died,
}
