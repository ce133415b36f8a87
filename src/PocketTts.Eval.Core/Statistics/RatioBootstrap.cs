using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Core.Statistics;

/// <summary>
/// Bootstrap of ratios of sums over clusters, alone or paired (M. Bisani, H. Ney, ICASSP 2004: utterances are drawn with all their takes, both systems by the
/// same draws; Z. Liu, F. Peng, arXiv 1912.09508: draw whole blocks). The cluster is the utterance (DESIGN rule 8). All that a resample needs of a cluster is its
/// sums, so takes are added up once; the four sums of a cluster lie together and are added in one vector.
/// <para>
/// Draw k of resample r is number r × clusters + k of <see cref="SplitMix64"/>: a resample depends on its index alone, so resamples may be made in any order, in any
/// pieces, on any number of threads, with equal results.
/// </para>
/// </summary>
public sealed class RatioBootstrap
{
    /// <summary>Resamples unless asked otherwise: the ends of a 95 % interval move by about 1 % of its width from seed to seed.</summary>
    public const int DefaultResamples = 10_000;

    /// <summary>Seed of the draws unless asked otherwise, so that equal counts give an equal interval everywhere.</summary>
    public const ulong DefaultSeed = 20_260_401;

    /// <summary>Name of the generator and of the rule by which it is read.</summary>
    public const string Generator = "splitmix64/1";

    private const int Lanes = 4;

    private readonly double[] _sums;
    private readonly RatioStatistic _statistic;
    private readonly ulong _seed;

    private RatioBootstrap(double[] sums, RatioStatistic statistic, ulong seed)
    {
        _sums = sums;
        _statistic = statistic;
        _seed = seed;
        Clusters = sums.Length / Lanes;
        Vector256<double> total = default;
        for (int cluster = 0; cluster < Clusters; cluster++)
        {
            total += Cluster(cluster);
        }

        Estimate = Statistic(total);
    }

    /// <summary>Clusters.</summary>
    public int Clusters { get; }

    /// <summary>The statistic of the clusters as they are; NaN when a denominator sums to 0.</summary>
    public double Estimate { get; }

    /// <summary>Prepares ΣN ÷ ΣD.</summary>
    /// <param name="numerators">One finite number a cluster, at least 1 cluster.</param>
    /// <param name="denominators">As many, none negative.</param>
    /// <param name="seed">Names the sequence of draws.</param>
    /// <returns>The bootstrap.</returns>
    public static RatioBootstrap OfRatio(ReadOnlySpan<double> numerators, ReadOnlySpan<double> denominators, ulong seed = DefaultSeed) =>
        new(Pack(numerators, denominators, [], []), RatioStatistic.Ratio, seed);

    /// <summary>Prepares a comparison of two systems over the same clusters.</summary>
    /// <param name="baseNumerators">One finite number a cluster, at least 1 cluster.</param>
    /// <param name="baseDenominators">As many, none negative.</param>
    /// <param name="headNumerators">As many.</param>
    /// <param name="headDenominators">As many, none negative.</param>
    /// <param name="statistic"><see cref="RatioStatistic.Difference"/> or <see cref="RatioStatistic.Quotient"/>.</param>
    /// <param name="seed">Names the sequence of draws.</param>
    /// <returns>The bootstrap.</returns>
    public static RatioBootstrap OfPair(
        ReadOnlySpan<double> baseNumerators,
        ReadOnlySpan<double> baseDenominators,
        ReadOnlySpan<double> headNumerators,
        ReadOnlySpan<double> headDenominators,
        RatioStatistic statistic = RatioStatistic.Difference,
        ulong seed = DefaultSeed)
    {
        if (statistic == RatioStatistic.Ratio || baseNumerators.Length != headNumerators.Length)
        {
            throw new ArgumentException("a comparison is of two ratios over the same clusters", nameof(statistic));
        }

        return new RatioBootstrap(Pack(headNumerators, headDenominators, baseNumerators, baseDenominators), statistic, seed);
    }

    /// <summary>Makes a piece of the resamples.</summary>
    /// <param name="first">Index of the first resample, at least 0.</param>
    /// <param name="values">Receives the statistics of resamples <paramref name="first"/>, first + 1, …; NaN where a denominator sums to 0.</param>
    public void Fill(int first, Span<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ulong position = (ulong)first * (ulong)Clusters;
        for (int i = 0; i < values.Length; i++)
        {
            // two running sums hide the latency of the addition; which draw goes where is fixed
            Vector256<double> even = default;
            Vector256<double> odd = default;
            int draw = 0;
            for (; draw + 1 < Clusters; draw += 2)
            {
                even += Cluster(SplitMix64.BelowUnchecked(_seed, position, Clusters));
                odd += Cluster(SplitMix64.BelowUnchecked(_seed, position + 1, Clusters));
                position += 2;
            }

            if (draw < Clusters)
            {
                even += Cluster(SplitMix64.BelowUnchecked(_seed, position++, Clusters));
            }

            values[i] = Statistic(even + odd);
        }
    }

    /// <summary>Makes all resamples, sorted; those without a value are left out.</summary>
    /// <param name="resamples">How many, at least 1.</param>
    /// <returns>Ascending statistics.</returns>
    public double[] SortedReplicates(int resamples = DefaultResamples)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);
        var values = new double[resamples];
        Fill(0, values);
        return BootstrapInterval.Sorted(values);
    }

    /// <summary>The statistic without each cluster in turn, for <see cref="BootstrapInterval.Bca"/>.</summary>
    /// <returns>One value a cluster.</returns>
    public double[] Jackknife()
    {
        Vector256<double> total = default;
        for (int cluster = 0; cluster < Clusters; cluster++)
        {
            total += Cluster(cluster);
        }

        var values = new double[Clusters];
        for (int cluster = 0; cluster < Clusters; cluster++)
        {
            values[cluster] = Statistic(total - Cluster(cluster));
        }

        return values;
    }

    /// <summary>Percentile interval.</summary>
    /// <param name="confidence">Coverage, above 0 and below 1.</param>
    /// <param name="resamples">How many resamples.</param>
    /// <returns>The interval; null with fewer than 2 clusters or when no resample has a value.</returns>
    public Interval? PercentileInterval(double confidence = .95, int resamples = DefaultResamples) =>
        Clusters < 2 || SortedReplicates(resamples) is not { Length: > 0 } sorted ? null : BootstrapInterval.Percentile(sorted, confidence);

    /// <summary>Bias-corrected and accelerated interval.</summary>
    /// <param name="confidence">Coverage, above 0 and below 1.</param>
    /// <param name="resamples">How many resamples.</param>
    /// <returns>The interval; null with fewer than 2 clusters or when it is not defined.</returns>
    public Interval? BcaInterval(double confidence = .95, int resamples = DefaultResamples) =>
        Clusters < 2 || SortedReplicates(resamples) is not { Length: > 0 } sorted ? null : BootstrapInterval.Bca(sorted, Estimate, Jackknife(), confidence);

    /// <summary>The statistic of given draws, for tests against other tools.</summary>
    internal double Statistic(ReadOnlySpan<int> draws)
    {
        Vector256<double> sum = default;
        foreach (int cluster in draws)
        {
            sum += Cluster(cluster);
        }

        return Statistic(sum);
    }

    private double Statistic(Vector256<double> sums) => _statistic switch
    {
        RatioStatistic.Ratio => Divide(sums[0], sums[1]),
        RatioStatistic.Difference => Divide(sums[0], sums[1]) - Divide(sums[2], sums[3]),
        _ => Divide(Divide(sums[0], sums[1]), Divide(sums[2], sums[3])),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<double> Cluster(int index) =>
        Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(_sums), (nuint)(index * Lanes));

    private static double Divide(double numerator, double denominator) => denominator > 0 ? numerator / denominator : double.NaN;

    private static double[] Pack(ReadOnlySpan<double> first, ReadOnlySpan<double> second, ReadOnlySpan<double> third, ReadOnlySpan<double> fourth)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first.Length, 1);
        if (second.Length != first.Length || (third.Length > 0 && third.Length != first.Length) || fourth.Length != third.Length)
        {
            throw new ArgumentException("numerators and denominators differ in number", nameof(second));
        }

        var packed = new double[first.Length * Lanes];
        for (int cluster = 0; cluster < first.Length; cluster++)
        {
            packed[cluster * Lanes] = Checked(first[cluster], isDenominator: false);
            packed[(cluster * Lanes) + 1] = Checked(second[cluster], isDenominator: true);
            if (third.Length > 0)
            {
                packed[(cluster * Lanes) + 2] = Checked(third[cluster], isDenominator: false);
                packed[(cluster * Lanes) + 3] = Checked(fourth[cluster], isDenominator: true);
            }
        }

        return packed;
    }

    private static double Checked(double value, bool isDenominator) =>
        double.IsFinite(value) && !(isDenominator && value < 0) ? value : throw new ArgumentException("sums are finite numbers, denominators not negative", nameof(value));
}
