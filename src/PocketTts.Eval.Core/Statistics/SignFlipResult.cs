namespace PocketTts.Eval.Core.Statistics;

/// <summary>What a sign-flip test says.</summary>
/// <param name="Probabilities">The p-values.</param>
/// <param name="DifferingPairs">Pairs whose difference is not 0; the others say nothing.</param>
/// <param name="IsExact">True when every assignment of signs was counted; false when they were drawn.</param>
public sealed record SignFlipResult(TestProbabilities Probabilities, int DifferingPairs, bool IsExact)
{
    /// <summary>The smallest two-sided p-value that this many differing pairs can have: 2 ÷ 2ⁿ.</summary>
    public double SmallestTwoSided => Math.Min(1, 2 * Math.Pow(.5, DifferingPairs));
}
