using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Core.Gating;

/// <summary>One limit of a rule held against one system.</summary>
public sealed record GateCheck
{
    /// <summary>The limit.</summary>
    public required GateLimit Limit { get; init; }

    /// <summary>What is said.</summary>
    public required GateState State { get; init; }

    /// <summary>What was held against the limit: the value, or how much worse it is than the baseline (above 0 is worse); null when there is none.</summary>
    public double? Value { get; init; }

    /// <summary>Its interval with confidence 1 - 2α: each end holds with 1 - α.</summary>
    public Interval? Interval { get; init; }

    /// <summary>p-value of "it is not beyond the limit" (absolute) or "it is not worse" (against a baseline); null without a test.</summary>
    public double? Probability { get; init; }

    /// <summary>The same corrected for all checks of the gate (Holm).</summary>
    public double? AdjustedProbability { get; init; }

    /// <summary>The smallest worsening that is found with a chance of 80 %; null without a baseline.</summary>
    public double? Detectable { get; init; }

    /// <summary>True when <see cref="Value"/> is a share of the baseline.</summary>
    public bool IsShare { get; init; }

    /// <summary>Why, in one sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>What would have changed it, in one sentence; null when that cannot be said.</summary>
    public string? WouldChange { get; init; }
}
