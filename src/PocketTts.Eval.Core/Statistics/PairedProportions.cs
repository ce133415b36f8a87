using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Core.Statistics;

/// <summary>
/// The difference of two shares over the same trials: <c>a</c> pairs failed in both, <c>b</c> in the first only, <c>c</c> in the second only, <c>d</c> in neither. Only for one
/// take a text, like <see cref="McNemar"/>.
/// </summary>
public static class PairedProportions
{
    /// <summary>
    /// Newcombe's interval of (b - c) ÷ n: the Wilson intervals of both shares are squared and added with the correlation φ taken out, φ continuity
    /// corrected (R. G. Newcombe, Statistics in Medicine 17, 1998, 2635–2650, method 10).
    /// </summary>
    /// <param name="both">a, at least 0.</param>
    /// <param name="onlyFirst">b, at least 0.</param>
    /// <param name="onlySecond">c, at least 0.</param>
    /// <param name="neither">d, at least 0; not all four may be 0.</param>
    /// <param name="confidence">Coverage, above 0 and below 1.</param>
    /// <returns>The interval, in [-1, 1].</returns>
    public static Interval NewcombeDifference(long both, long onlyFirst, long onlySecond, long neither, double confidence = .95)
    {
        ThrowIfNegative(both, onlyFirst, onlySecond, neither);
        double pairs = both + onlyFirst + onlySecond + neither;
        return TwoProportions.SquareAndAdd(
            (both + onlyFirst) / pairs,
            ProportionIntervals.Wilson(both + onlyFirst, pairs, confidence),
            (both + onlySecond) / pairs,
            ProportionIntervals.Wilson(both + onlySecond, pairs, confidence),
            Correlation(both, onlyFirst, onlySecond, neither));
    }

    /// <summary>Wald's interval of (b - c) ÷ n: ± z ÷ n × √(b + c - (b - c)²/n). Too narrow for few pairs; for comparison with other tools.</summary>
    /// <inheritdoc cref="NewcombeDifference"/>
    public static Interval WaldDifference(long both, long onlyFirst, long onlySecond, long neither, double confidence = .95)
    {
        ThrowIfNegative(both, onlyFirst, onlySecond, neither);
        double pairs = both + onlyFirst + onlySecond + neither;
        double difference = onlyFirst - onlySecond;
        double half = Distributions.TwoSidedZ(confidence) / pairs * Math.Sqrt(onlyFirst + onlySecond - (difference * difference / pairs));
        return new Interval((difference / pairs) - half, (difference / pairs) + half);
    }

    private static double Correlation(double a, double b, double c, double d)
    {
        double margins = (a + b) * (c + d) * (a + c) * (b + d);
        if (margins == 0)
        {
            return 0;
        }

        double product = (a * d) - (b * c);
        double half = (a + b + c + d) / 2;
        return (product > 0 ? Math.Max(product - half, 0) : product) / Math.Sqrt(margins);
    }

    private static void ThrowIfNegative(long both, long onlyFirst, long onlySecond, long neither)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(both);
        ArgumentOutOfRangeException.ThrowIfNegative(onlyFirst);
        ArgumentOutOfRangeException.ThrowIfNegative(onlySecond);
        ArgumentOutOfRangeException.ThrowIfNegative(neither);
        ArgumentOutOfRangeException.ThrowIfZero(both + onlyFirst + onlySecond + neither, nameof(both));
    }
}
