namespace PocketTts.Eval.Core.Gating.Comparison;

/// <summary>What a comparison says of one metric.</summary>
public enum DifferenceVerdict
{
    /// <summary>Head is better; the adjusted p-value is below the level.</summary>
    Better,

    /// <summary>Head is worse; the adjusted p-value is below the level.</summary>
    Worse,

    /// <summary>No difference was found; <see cref="MetricDifference.Detectable"/> says what could have been.</summary>
    NoDifferenceFound,

    /// <summary>The values must not be compared; <see cref="MetricDifference.Reason"/> says why.</summary>
    NotComparable,

    /// <summary>One side has no value, or there is too little to test; <see cref="MetricDifference.Reason"/> says which.</summary>
    NoData,
}
