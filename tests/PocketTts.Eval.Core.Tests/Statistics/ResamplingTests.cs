using System.Text.Json;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Tests.Statistics;

public sealed class ResamplingTests
{
    [Fact]
    public void Bootstrap_EveryGoldenCase_EqualsScipyOnTheSameDraws()
    {
        JsonElement section = GoldenRows.Section("statistics.json", "bootstrap");
        foreach (JsonElement example in section.GetProperty("cases").EnumerateArray())
        {
            int[][] draws = Draws(section, example.Text("index_matrix"));
            (Func<int[], double> statistic, int n) = Statistic(example.GetProperty("data"), example.Text("name"));
            double[] sorted = BootstrapInterval.Sorted([.. draws.Select(statistic)]);
            double estimate = statistic([.. Enumerable.Range(0, n)]);
            double[] jackknife = [.. Enumerable.Range(0, n).Select(i => statistic([.. Enumerable.Range(0, n).Where(j => j != i)]))];

            StatisticsGolden.Same(example.Real("estimate"), estimate);
            StatisticsGolden.Same(example.Real("replicates_mean"), sorted.Average());
            for (int i = 0; i < n; i++)
            {
                StatisticsGolden.Same(example.Reals("jackknife")[i], jackknife[i]);
            }

            StatisticsGolden.Same(example.GetProperty("percentile_95"), BootstrapInterval.Percentile(sorted));
            StatisticsGolden.Same(example.GetProperty("percentile_90"), BootstrapInterval.Percentile(sorted, .9));
            StatisticsGolden.Same(example.GetProperty("basic_95"), BootstrapInterval.Basic(sorted, estimate));
            JsonElement bca = example.GetProperty("bca_95_z0_mid");
            Assert.Equal(bca.Real("z0"), BootstrapInterval.Bias(sorted, estimate), 9);
            Assert.Equal(bca.Real("acceleration"), BootstrapInterval.Acceleration(jackknife), 9);
            StatisticsGolden.Same(bca.GetProperty("interval"), BootstrapInterval.Bca(sorted, estimate, jackknife));
        }
    }

    [Fact]
    public void RatioBootstrap_GoldenRatios_AreTheSameStatistic()
    {
        JsonElement section = GoldenRows.Section("statistics.json", "bootstrap");
        foreach (JsonElement example in section.GetProperty("cases").EnumerateArray().Where(c => c.GetProperty("data").Has("words")))
        {
            JsonElement data = example.GetProperty("data");
            double[] words = data.Reals("words");
            RatioBootstrap bootstrap = data.Has("errors_a")
                ? RatioBootstrap.OfPair(data.Reals("errors_b"), words, data.Reals("errors_a"), words)
                : RatioBootstrap.OfRatio(data.Reals("errors"), words);
            double[] replicates = [.. Draws(section, example.Text("index_matrix")).Select(d => bootstrap.Statistic(d))];

            StatisticsGolden.Same(example.Real("estimate"), bootstrap.Estimate);
            for (int i = 0; i < 5; i++)
            {
                Assert.Equal(example.Reals("replicates_first5")[i], replicates[i], 12);
            }

            double[] jackknife = bootstrap.Jackknife();
            for (int i = 0; i < words.Length; i++)
            {
                Assert.Equal(example.Reals("jackknife")[i], jackknife[i], 12);
            }
        }
    }

    [Fact]
    public void RatioBootstrap_WorkedCorpus_IsNearTheExactDistribution()
    {
        JsonElement exact = GoldenRows.Section("statistics.json", "bootstrap").GetProperty("exact_worked_corpus").GetProperty("difference");
        double[] words = [12, 10, 9, 8, 8, 9, 7, 7];
        RatioBootstrap bootstrap = RatioBootstrap.OfPair([0, 0, 0, 1, 0, 0, 0, 1], words, [1, 1, 1, 0, 2, 0, 1, 0], words);

        double[] sorted = bootstrap.SortedReplicates(100_000);

        Assert.Equal(exact.Real("mean"), sorted.Average(), .0005);
        Assert.Equal(exact.Real("q025"), Quantiles.Linear(sorted, .025), .002);
        Assert.Equal(exact.Real("q975"), Quantiles.Linear(sorted, .975), .003);
        Assert.Equal(exact.Real("p_le_0"), sorted.Count(v => v <= 0) / 100_000.0, .005);
        Assert.Equal(exact.Real("p_lt_0"), sorted.Count(v => v < 0) / 100_000.0, .005);
    }

    [Fact]
    public void RatioBootstrap_AnyPiecesOnAnyThreads_AreEqual()
    {
        double[] errors = [.. Enumerable.Range(0, 37).Select(i => (double)(i % 5))];
        double[] words = [.. Enumerable.Range(0, 37).Select(i => 5.0 + (i % 7))];
        RatioBootstrap bootstrap = RatioBootstrap.OfPair(errors, words, [.. errors.Reverse()], words, RatioStatistic.Quotient);
        var whole = new double[1001];
        bootstrap.Fill(0, whole);

        foreach (int threads in new[] { 1, 2, 3, 8 })
        {
            var pieces = new double[1001];
            Parallel.For(0, 11, new ParallelOptions { MaxDegreeOfParallelism = threads }, piece => bootstrap.Fill(piece * 91, pieces.AsSpan(piece * 91, 91)));
            Assert.Equal(whole, pieces);
        }
    }

    [Fact]
    public void RatioBootstrap_NoDenominator_HasNoValue()
    {
        RatioBootstrap bootstrap = RatioBootstrap.OfRatio([0, 0], [0, 0]);
        Assert.True(double.IsNaN(bootstrap.Estimate));
        Assert.Null(bootstrap.PercentileInterval(resamples: 50));
        Assert.Null(RatioBootstrap.OfRatio([1], [4]).PercentileInterval());
        Assert.Null(RatioBootstrap.OfRatio([1, 1], [4, 4]).BcaInterval(resamples: 50) is { } interval && interval.Low != interval.High ? interval : null);
        Assert.Throws<ArgumentException>(() => RatioBootstrap.OfRatio([1, double.NaN], [4, 4]));
        Assert.Throws<ArgumentException>(() => RatioBootstrap.OfRatio([1, 1], [4, -1]));
        Assert.Throws<ArgumentException>(() => RatioBootstrap.OfRatio([1, 1], [4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => RatioBootstrap.OfRatio([], []));
    }

    [Fact]
    public void ClusterRatio_OneTakeATextOfEqualLength_HasTheErrorOfAMean()
    {
        double[] errors = [1, 0, 2, 0, 0, 1];
        double[] words = [4, 4, 4, 4, 4, 4];
        ClusterRatio ratio = ClusterRatio.Of(errors, words)!;
        MeanEstimate mean = MeanEstimate.Of([.. errors.Select(e => e / 4)]);
        StatisticsGolden.Same(mean.Mean, ratio.Ratio);
        StatisticsGolden.Same(mean.StandardError, ratio.StandardError);
        StatisticsGolden.Same(mean.Interval().High, ratio.StudentInterval()!.Value.High);
    }

    [Fact]
    public void ClusterRatio_TakesThatFailTogether_AreWorthFewTrials()
    {
        // 100 texts, 5 takes each: two texts always fail
        double[] failures = [5, 5, .. Enumerable.Repeat(0.0, 98)];
        double[] takes = [.. Enumerable.Repeat(5.0, 100)];
        Assert.Equal(100, ClusterRatio.Of(failures, takes)!.EffectiveTrials!.Value, 1.1);

        double[] spread = [.. Enumerable.Range(0, 100).Select(i => i < 10 ? 1.0 : 0)];
        Assert.InRange(ClusterRatio.Of(spread, takes)!.EffectiveTrials!.Value, 499, 500);
    }

    [Fact]
    public void ClusterRatio_NothingThere_IsUnknown()
    {
        Assert.Null(ClusterRatio.Of([], []));
        Assert.Null(ClusterRatio.Of([0], [0]));
        Assert.Null(ClusterRatio.Of([1], [4])!.StudentInterval());
        Assert.Null(ClusterRatio.Of([0, 0], [4, 4])!.EffectiveTrials);
        Assert.Throws<ArgumentException>(() => ClusterRatio.Of([double.NaN], [1]));
    }

    [Fact]
    public void ClusterDifference_SharedDifficulty_Cancels()
    {
        double[] words = [.. Enumerable.Repeat(10.0, 40)];
        double[] hard = [.. Enumerable.Range(0, 40).Select(i => i % 4 == 0 ? 6.0 : 0)];
        double[] harder = [.. hard.Select(e => e == 0 ? 0 : e + 1)];
        ClusterDifference paired = ClusterDifference.Of(hard, words, harder, words)!;

        Assert.Equal(.025, paired.Difference, 12);
        Assert.True(paired.StandardError < paired.Base.StandardError / 3);
        Assert.Equal(1, paired.Correlation, 2);
        Assert.Equal([.. harder.Zip(hard, (h, b) => h - b)], paired.Exchange);
    }

    [Fact]
    public void ClusterDifference_TextsOfOneSideOnly_AreLeftOut()
    {
        ClusterDifference comparison = ClusterDifference.Of([1, 5, 0], [10, 10, 0], [1, 0, 3], [10, 0, 10])!;
        Assert.Equal(1, comparison.Clusters);
        Assert.Equal(0, comparison.Difference);
        Assert.Null(comparison.StudentInterval());
        Assert.Null(ClusterDifference.Of([1], [0], [1], [5]));
    }

    [Fact]
    public void ClusterDifference_SidesExchanged_TurnsTheSigns()
    {
        ClusterDifference there = ClusterDifference.Of([1, 5, 0], [10, 12, 9], [2, 0, 3], [10, 11, 10])!;
        ClusterDifference back = ClusterDifference.Of([2, 0, 3], [10, 11, 10], [1, 5, 0], [10, 12, 9])!;
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(there.Exchange[i], -back.Exchange[i], 12);
        }
    }

    private static int[][] Draws(JsonElement section, string name)
    {
        if (section.GetProperty("index_matrices").TryGetProperty(name, out JsonElement matrix))
        {
            return [.. matrix.EnumerateArray().Select(row => row.EnumerateArray().Select(e => e.GetInt32()).ToArray())];
        }

        // by the written rule: n40_B500_seed99
        int[] parts = [.. name.Split('_').Select(p => int.Parse(p.TrimStart('n', 'B', 's', 'e', 'd'), System.Globalization.CultureInfo.InvariantCulture))];
        uint x = (uint)parts[2];
        int[][] rows = new int[parts[1]][];
        for (int r = 0; r < rows.Length; r++)
        {
            rows[r] = new int[parts[0]];
            for (int i = 0; i < parts[0]; i++)
            {
                x = unchecked((1664525 * x) + 1013904223);
                rows[r][i] = (int)((ulong)x * (ulong)parts[0] >> 32);
            }
        }

        JsonElement check = section.GetProperty("checks").GetProperty(name);
        Assert.Equal(check.GetProperty("sum").GetInt64(), rows.Sum(r => r.Sum(i => (long)i)));
        return rows;
    }

    private static (Func<int[], double> Statistic, int Count) Statistic(JsonElement data, string name)
    {
        if (data.Has("x"))
        {
            double[] x = data.Reals("x");
            return name.StartsWith("median", StringComparison.Ordinal)
                ? (draws => Quantiles.Median([.. draws.Select(i => x[i]).Order()]), x.Length)
                : (draws => draws.Average(i => x[i]), x.Length);
        }

        double[] words = data.Reals("words");
        double[] errors = data.Has("errors_a") ? [.. data.Reals("errors_a").Zip(data.Reals("errors_b"), (a, b) => a - b)] : data.Reals("errors");
        return (draws => draws.Sum(i => errors[i]) / draws.Sum(i => words[i]), words.Length);
    }
}
