namespace PocketTts.Eval.Runs.Workers;

/// <summary>How a worker process ended.</summary>
/// <param name="ExitCode">Exit code as the system gives it; on Unix 128 + signal for a signal.</param>
/// <param name="Signal">Name of the signal that ended it, or null when it ended by itself.</param>
/// <param name="LastWords">End of what it printed, on one line; empty when it printed nothing.</param>
internal sealed record WorkerExit(int ExitCode, string? Signal, string LastWords)
{
    /// <summary>Reason of a take whose worker was ended by a signal.</summary>
    public const string Crashed = "worker-crashed";

    /// <summary>Reason of a take whose worker ended by itself.</summary>
    public const string Exited = "worker-exited";

    /// <summary>Reason for the take that was being spoken.</summary>
    public string Reason => Signal is null ? Exited : Crashed;

    /// <summary>What happened, in words.</summary>
    public string Describe()
    {
        string end = Signal switch
        {
            null => FormattableString.Invariant($"the worker process ended with exit code {ExitCode}"),
            "SIGKILL" => "the worker process was killed (SIGKILL; the system does so when memory runs out)",
            _ => $"the worker process died ({Signal})",
        };
        return LastWords.Length == 0 ? end : $"{end}; it printed: {LastWords}";
    }
}
