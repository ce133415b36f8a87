namespace PocketTts.Eval.Core.Results;

/// <summary>How far a run got.</summary>
public enum RunStatus
{
    /// <summary>Started and neither ended nor cancelled: running now, or killed.</summary>
    Started,

    /// <summary>Every planned take has a row and none failed.</summary>
    Completed,

    /// <summary>Every planned take has a row and at least one failed.</summary>
    CompletedWithFailures,

    /// <summary>Cancelled by the user; the same command continues it.</summary>
    Cancelled,

    /// <summary>Ended by an error that is not a take's; the same command continues it.</summary>
    Failed,
}
