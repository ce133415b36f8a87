using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Core.Statistics;

/// <summary>
/// Estimates that belong to the rank tests (J. L. Hodges, E. L. Lehmann, Annals of Mathematical Statistics 34(2), 1963). Intervals are cut from the ordered
/// means or differences at the ranks that the test's null distribution without ties gives: K the largest k with P(≤ k) ≤ (1 - confidence) / 2, ends the
/// (K + 1)-th smallest and largest.
/// </summary>
public static class HodgesLehmann
{
    /// <summary>Most values of two samples, because all their differences are kept.</summary>
    public const int MaximumValues = 4_000;

    /// <summary>Pseudomedian: the median of all means (xᵢ + xⱼ)/2, i ≤ j.</summary>
    /// <param name="values">At least 1 finite value.</param>
    /// <param name="confidence">Coverage, above 0 and below 1.</param>
    /// <returns>The estimate; the interval is exact up to <see cref="WilcoxonSignedRank.MaximumExact"/> values, else by the normal distribution.</returns>
    public static ShiftEstimate OneSample(ReadOnlySpan<double> values, double confidence = .95)
    {
        ProportionIntervals.ThrowIfNoConfidence(confidence);
        double n = values.Length;
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Length, 1, nameof(values));
        var means = new WalshMeans(values);
        return n <= WilcoxonSignedRank.MaximumExact
            ? Exact(means.At, means.Count, means.Median, ExactSums.OfHalves(OneTo(values.Length)), confidence)
            : Approximate(means.At, means.Count, means.Median, Math.Sqrt(n * (n + 1) * ((2 * n) + 1) / 24), confidence);
    }

    /// <summary>Shift x - y: the median of all differences xᵢ - yⱼ.</summary>
    /// <param name="x">First sample, 1 to <see cref="MaximumValues"/> finite values.</param>
    /// <param name="y">Second sample, likewise.</param>
    /// <param name="confidence">Coverage, above 0 and below 1.</param>
    /// <returns>The estimate; the interval is exact up to <see cref="MannWhitney.MaximumExact"/> values together.</returns>
    public static ShiftEstimate Shift(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double confidence = .95)
    {
        ProportionIntervals.ThrowIfNoConfidence(confidence);
        ThrowIfOutside(x.Length);
        ThrowIfOutside(y.Length);
        var differences = new double[x.Length * y.Length];
        for (int i = 0; i < differences.Length; i++)
        {
            differences[i] = x[i / y.Length] - y[i % y.Length];
        }

        Array.Sort(differences);
        double median = Quantiles.Median(differences);
        int together = x.Length + y.Length;
        if (together > MannWhitney.MaximumExact)
        {
            return Approximate(k => differences[k], differences.Length, median, Math.Sqrt(differences.Length / 12.0 * (together + 1)), confidence);
        }

        // rank sums begin at n(n + 1)/2, U at 0
        double[] rankSums = ExactSums.OfSubsets(OneTo(together), x.Length);
        return Exact(k => differences[k], differences.Length, median, rankSums[(x.Length * (x.Length + 1) / 2)..], confidence);
    }

    private static ShiftEstimate Exact(Func<long, double> at, long count, double median, double[] nullDistribution, double confidence)
    {
        int k = ExactSums.LargestWithin(nullDistribution, (1 - confidence) / 2);
        if (k < 0)
        {
            return new ShiftEstimate(median, null, null);
        }

        double outside = nullDistribution.Take(k + 1).Sum();
        return new ShiftEstimate(median, new Interval(at(k), at(count - 1 - k)), 1 - (2 * outside));
    }

    private static ShiftEstimate Approximate(Func<long, double> at, long count, double median, double deviation, double confidence)
    {
        long k = (long)Math.Floor((count / 2.0) - (Distributions.TwoSidedZ(confidence) * deviation) - .5);
        return new ShiftEstimate(median, k < 0 ? null : new Interval(at(k), at(count - 1 - k)), null);
    }

    private static int[] OneTo(int n) => [.. Enumerable.Range(1, n)];

    private static void ThrowIfOutside(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaximumValues);
    }
}
