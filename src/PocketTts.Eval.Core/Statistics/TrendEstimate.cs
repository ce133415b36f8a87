using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Core.Statistics;

/// <summary>
/// A straight trend that wild values move little: the median of all pairwise slopes (H. Theil, 1950; P. K. Sen, JASA 63, 1968) and the Mann–Kendall
/// test (H. B. Mann, Econometrica 13, 1945; M. G. Kendall, Rank Correlation Methods, 1955). For memory over takes: is it leaking?
/// </summary>
/// <param name="Slope">Median of (yⱼ - yᵢ) ÷ (xⱼ - xᵢ).</param>
/// <param name="Interval">95 % interval of the slope by Sen's ranks, from the tie-corrected variance of Kendall's S.</param>
/// <param name="Intercept">median(y) - slope × median(x).</param>
/// <param name="S">Kendall's S: pairs that rise minus pairs that fall.</param>
/// <param name="Variance">Its variance, corrected for equal values.</param>
/// <param name="Z">(S ∓ 1) ÷ √variance, 0 for S = 0.</param>
/// <param name="TwoSided">p-value of "no trend", by the normal distribution.</param>
public sealed record TrendEstimate(double Slope, Interval Interval, double Intercept, long S, double Variance, double Z, double TwoSided)
{
    /// <summary>Most points, because all pairwise slopes are kept.</summary>
    public const int MaximumPoints = 4_000;

    /// <summary>Estimates a trend.</summary>
    /// <param name="x">2 to <see cref="MaximumPoints"/> finite values, not all equal; in time order for the test.</param>
    /// <param name="y">As many finite values.</param>
    /// <returns>The trend.</returns>
    public static TrendEstimate Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length)
        {
            throw new ArgumentException("points need as many x as y", nameof(y));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(x.Length, 2, nameof(x));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(x.Length, MaximumPoints, nameof(x));
        foreach (double value in (ReadOnlySpan<double>)[.. x, .. y])
        {
            if (!double.IsFinite(value))
            {
                throw new ArgumentException("a point is not a pair of finite numbers", nameof(y));
            }
        }

        var slopes = new List<double>(x.Length * (x.Length - 1) / 2);
        long s = 0;
        for (int i = 0; i < x.Length; i++)
        {
            for (int j = i + 1; j < x.Length; j++)
            {
                s += Math.Sign(y[j] - y[i]) * Math.Sign(x[j] - x[i]);
                if (x[j] != x[i])
                {
                    slopes.Add((y[j] - y[i]) / (x[j] - x[i]));
                }
            }
        }

        if (slopes.Count == 0)
        {
            throw new ArgumentException("all x are equal", nameof(x));
        }

        slopes.Sort();
        ReadOnlySpan<double> sorted = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(slopes);
        double slope = Quantiles.Median(sorted);
        double variance = KendallVariance(y);
        double ofBoth = Math.Max(0, variance - TieTerm(x));
        double z = s == 0 || variance == 0 ? 0 : (s - Math.Sign(s)) / Math.Sqrt(variance);
        return new TrendEstimate(
            slope,
            SenInterval(sorted, Math.Sqrt(ofBoth)),
            Quantiles.MedianOf(y.ToArray()) - (slope * Quantiles.MedianOf(x.ToArray())),
            s,
            variance,
            z,
            Math.Min(1, 2 * Distributions.NormalSurvival(Math.Abs(z))));
    }

    private static Interval SenInterval(ReadOnlySpan<double> slopes, double deviation)
    {
        double reach = Distributions.TwoSidedZ(.95) * deviation;
        int low = Math.Max((int)Math.Round((slopes.Length - reach) / 2) - 1, 0);
        int high = Math.Min((int)Math.Round((slopes.Length + reach) / 2), slopes.Length - 1);
        return new Interval(slopes[low], slopes[high]);
    }

    private static double KendallVariance(ReadOnlySpan<double> y)
    {
        double n = y.Length;
        return (n * (n - 1) * ((2 * n) + 5) / 18) - TieTerm(y);
    }

    // Σ t(t - 1)(2t + 5) / 18 over groups of t equal values
    private static double TieTerm(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        double sum = 0;
        for (int start = 0; start < sorted.Length;)
        {
            int end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
            {
                end++;
            }

            double t = end - start;
            sum += t * (t - 1) * ((2 * t) + 5);
            start = end;
        }

        return sum / 18;
    }
}
