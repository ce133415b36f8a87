using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Core.Statistics;

/// <summary>
/// Percentile bootstrap over clusters (B. Efron, R. J. Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13).
/// The cluster of a run is the utterance: its takes stand or fall together (DESIGN rule 8).
/// </summary>
public static class ClusterBootstrap
{
    /// <summary>Resamples that an interval is taken from.</summary>
    public const int Resamples = 2000;

    /// <summary>Seed of <see cref="SplitMix64"/> for every interval, so that equal counts give an equal interval everywhere.</summary>
    public const ulong Seed = 20_260_401;

    /// <summary>
    /// 95 % interval of sum(numerators) ÷ sum(denominators). Each of <see cref="Resamples"/> resamples draws as many clusters as there
    /// are, with replacement: draw k of resample r is number r × clusters + k of the generator. The ends are the
    /// 2.5 % and 97.5 % quantiles (linear interpolation); resamples whose denominators sum to 0 have no ratio and are left out.
    /// </summary>
    /// <param name="numerators">Errors per cluster.</param>
    /// <param name="denominators">Reference words per cluster, as many as numerators, none negative.</param>
    /// <returns>The interval; null with fewer than 2 clusters or when no resample has a ratio.</returns>
    public static Interval? RatioInterval(ReadOnlySpan<long> numerators, ReadOnlySpan<long> denominators)
    {
        if (denominators.Length != numerators.Length)
        {
            throw new ArgumentException("numerators and denominators differ in number", nameof(denominators));
        }

        return numerators.Length < 2
            ? null
            : RatioBootstrap.OfRatio(AsDoubles(numerators), AsDoubles(denominators), Seed).PercentileInterval(.95, Resamples);
    }

    // whole numbers below 2^53 are added without rounding
    private static double[] AsDoubles(ReadOnlySpan<long> values)
    {
        var doubles = new double[values.Length];
        for (int i = 0; i < doubles.Length; i++)
        {
            doubles[i] = values[i];
        }

        return doubles;
    }
}
