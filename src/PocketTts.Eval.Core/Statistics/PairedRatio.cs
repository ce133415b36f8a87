using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Core.Statistics;

/// <summary>Geometric mean of paired ratios y ÷ x: the mean of their logarithms by Student's t, turned back. For times: 1.08 is 8 % slower.</summary>
/// <param name="Ratio">Geometric mean.</param>
/// <param name="Interval">Its interval.</param>
/// <param name="TwoSided">p-value of "the ratio is 1"; null when all ratios are equal.</param>
/// <param name="Logarithms">The estimate on the logarithmic scale.</param>
public sealed record PairedRatio(double Ratio, Interval Interval, double? TwoSided, MeanEstimate Logarithms)
{
    /// <summary>Estimates the ratio.</summary>
    /// <param name="x">At least 2 values above 0: the base.</param>
    /// <param name="y">As many values above 0.</param>
    /// <param name="confidence">Coverage, above 0 and below 1.</param>
    /// <returns>The estimate.</returns>
    public static PairedRatio Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double confidence = .95)
    {
        if (x.Length != y.Length)
        {
            throw new ArgumentException("pairs need as many values on both sides", nameof(y));
        }

        var logarithms = new double[x.Length];
        for (int i = 0; i < logarithms.Length; i++)
        {
            logarithms[i] = x[i] > 0 && y[i] > 0 ? Math.Log(y[i] / x[i]) : throw new ArgumentException("a ratio needs values above 0", nameof(x));
        }

        MeanEstimate estimate = MeanEstimate.Of(logarithms);
        Interval interval = estimate.Interval(confidence);
        return new PairedRatio(Math.Exp(estimate.Mean), new Interval(Math.Exp(interval.Low), Math.Exp(interval.High)), estimate.Test()?.TwoSided, estimate);
    }
}
