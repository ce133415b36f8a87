namespace PocketTts.Eval.Core.Gating.Figures;

/// <summary>How a take enters numbers.</summary>
public enum TakeOutcome
{
    /// <summary>It counts.</summary>
    Counted,

    /// <summary>An earlier take of the pair is the same: it counts for speed only.</summary>
    Repeated,

    /// <summary>The run has not reached it.</summary>
    Missing,
}
