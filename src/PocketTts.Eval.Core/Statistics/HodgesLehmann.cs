using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Core.Statistics;

/// <summary>
/// Estimates that belong to the rank tests (J. L. Hodges, E. L. Lehmann, Annals of Mathematical Statistics 34(2), 1963). Intervals are cut from the ordered
/// means or differences at the ranks that the test's null distribution without ties gives: K the largest k with P(≤ k) ≤ (1 - confidence) / 2, ends the
/// (K + 1)-th smallest and largest.
/// </summary>
public static class HodgesLehmann
{
    /// <summary>Most values, because n² means or differences are kept.</summary>
    public const int MaximumValues = 4_000;

    /// <summary>Pseudomedian: the median of all means (xᵢ + xⱼ)/2, i ≤ j.</summary>
    /// <param name="values">1 to <see cref="MaximumValues"/> finite values.</param>
    /// <param name="confidence">Coverage, above 0 and below 1.</param>
    /// <returns>The estimate; the interval is exact up to <see cref="WilcoxonSignedRank.MaximumExact"/> values, else by the normal distribution.</returns>
    public static ShiftEstimate OneSample(ReadOnlySpan<double> values, double confidence = .95)
    {
        ProportionIntervals.ThrowIfNoConfidence(confidence);
        int n = values.Length;
        ThrowIfOutside(n);
        var means = new double[n * (n + 1) / 2];
        int count = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = i; j < n; j++)
            {
                means[count++] = (values[i] + values[j]) / 2;
            }
        }

        Array.Sort(means);
        if (n <= WilcoxonSignedRank.MaximumExact)
        {
            return Exact(means, ExactSums.OfHalves(OneTo(n)), confidence);
        }

        double deviation = Math.Sqrt((double)n * (n + 1) * ((2 * n) + 1) / 24);
        return Approximate(means, deviation, confidence);
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
        int together = x.Length + y.Length;
        if (together > MannWhitney.MaximumExact)
        {
            return Approximate(differences, Math.Sqrt(differences.Length / 12.0 * (together + 1)), confidence);
        }

        // rank sums begin at n(n + 1)/2, U at 0
        double[] rankSums = ExactSums.OfSubsets(OneTo(together), x.Length);
        return Exact(differences, rankSums[(x.Length * (x.Length + 1) / 2)..], confidence);
    }

    private static ShiftEstimate Exact(double[] sorted, double[] nullDistribution, double confidence)
    {
        double median = Quantiles.Median(sorted);
        int k = ExactSums.LargestWithin(nullDistribution, (1 - confidence) / 2);
        if (k < 0)
        {
            return new ShiftEstimate(median, null, null);
        }

        double outside = nullDistribution.Take(k + 1).Sum();
        return new ShiftEstimate(median, new Interval(sorted[k], sorted[^(k + 1)]), 1 - (2 * outside));
    }

    private static ShiftEstimate Approximate(double[] sorted, double deviation, double confidence)
    {
        int k = (int)Math.Floor((sorted.Length / 2.0) - (Distributions.TwoSidedZ(confidence) * deviation) - .5);
        return new ShiftEstimate(Quantiles.Median(sorted), k < 0 ? null : new Interval(sorted[k], sorted[^(k + 1)]), null);
    }

    private static int[] OneTo(int n) => [.. Enumerable.Range(1, n)];

    private static void ThrowIfOutside(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaximumValues);
    }
}
