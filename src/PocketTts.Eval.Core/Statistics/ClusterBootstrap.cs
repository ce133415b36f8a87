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

    /// <summary>The intervals of several ratios over the same clusters and denominators, each as <see cref="RatioInterval"/> gives it, at hardly more than the cost of one.</summary>
    /// <param name="numerators">For each ratio, errors per cluster.</param>
    /// <param name="denominators">Reference words per cluster, as many, none negative.</param>
    /// <returns>One interval a ratio; null as above.</returns>
    public static Interval?[] RatioIntervals(IReadOnlyList<long[]> numerators, ReadOnlySpan<long> denominators)
    {
        ArgumentNullException.ThrowIfNull(numerators);
        var intervals = new Interval?[numerators.Count];
        int clusters = denominators.Length;
        if (clusters < 2)
        {
            return intervals;
        }

        // cluster by cluster, so that a draw touches one row
        int kinds = numerators.Count;
        long[] rows = new long[clusters * kinds];
        for (int kind = 0; kind < kinds; kind++)
        {
            if (numerators[kind].Length != clusters)
            {
                throw new ArgumentException("numerators and denominators differ in number", nameof(denominators));
            }

            for (int cluster = 0; cluster < clusters; cluster++)
            {
                rows[(cluster * kinds) + kind] = numerators[kind][cluster];
            }
        }

        var ratios = new double[kinds][];
        for (int kind = 0; kind < kinds; kind++)
        {
            ratios[kind] = new double[Resamples];
        }

        int count = 0;
        ulong position = 0;
        long[] sums = new long[kinds];
        for (int resample = 0; resample < Resamples; resample++)
        {
            Array.Clear(sums);
            long denominator = 0;
            for (int draw = 0; draw < clusters; draw++)
            {
                int cluster = SplitMix64.Below(Seed, position++, clusters);
                denominator += denominators[cluster];
                ReadOnlySpan<long> row = rows.AsSpan(cluster * kinds, kinds);
                for (int kind = 0; kind < row.Length; kind++)
                {
                    sums[kind] += row[kind];
                }
            }

            if (denominator > 0)
            {
                for (int kind = 0; kind < kinds; kind++)
                {
                    ratios[kind][count] = (double)sums[kind] / denominator;
                }

                count++;
            }
        }

        for (int kind = 0; kind < kinds && count > 0; kind++)
        {
            Span<double> sorted = ratios[kind].AsSpan(0, count);
            sorted.Sort();
            intervals[kind] = new Interval(Quantiles.Linear(sorted, .025), Quantiles.Linear(sorted, .975));
        }

        return intervals;
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
