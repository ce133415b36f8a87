using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Reports.Summaries;

/// <summary>What every kind of report says of a run in the same way.</summary>
internal static class RunFacts
{
    /// <summary>The terms of the tables, defined.</summary>
    public const string Definitions =
        "WER = (substituted + lost + inserted words) ÷ words of the texts; micro over all counted takes, macro as the mean of each utterance's own rate. "
        + "Identical repeats count once, a failed synthesis counts as silence (every word lost). "
        + "RTF = synthesis time ÷ audio time (smaller is better); RTFx = audio time ÷ synthesis time (larger is better).";

    /// <summary>The status in words.</summary>
    public static string Status(RunStatus status) => status switch
    {
        RunStatus.Started => "not ended (running or killed)",
        RunStatus.Completed => "completed",
        RunStatus.CompletedWithFailures => "completed with failed takes",
        RunStatus.Cancelled => "cancelled",
        RunStatus.Failed => "ended by an error",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "no such status"),
    };
}
