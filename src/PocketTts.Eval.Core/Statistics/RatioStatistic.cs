namespace PocketTts.Eval.Core.Statistics;

/// <summary>What is computed from the sums of a resample; see <see cref="RatioBootstrap"/>.</summary>
public enum RatioStatistic
{
    /// <summary>ΣN ÷ ΣD.</summary>
    Ratio,

    /// <summary>Head's ratio minus base's.</summary>
    Difference,

    /// <summary>Head's ratio ÷ base's.</summary>
    Quotient,
}
