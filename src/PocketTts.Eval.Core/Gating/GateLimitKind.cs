namespace PocketTts.Eval.Core.Gating;

/// <summary>What a limit is held against.</summary>
public enum GateLimitKind
{
    /// <summary>The value itself, at most.</summary>
    AtMost,

    /// <summary>The value itself, at least.</summary>
    AtLeast,

    /// <summary>How much worse than the baseline, as a difference.</summary>
    Worsening,

    /// <summary>How much worse than the baseline, as a share of it.</summary>
    WorseningShare,
}
