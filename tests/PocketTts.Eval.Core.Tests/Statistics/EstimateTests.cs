using System.Collections.Immutable;
using System.Text.Json;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Tests.Statistics;

public sealed class EstimateTests
{
    [Fact]
    public void MultipleTesting_EveryGoldenRow_IsEqual()
    {
        foreach (JsonElement row in StatisticsGolden.Rows("multiple_testing"))
        {
            double[] p = row.Reals("p");
            ImmutableArray<double> holm = MultipleTesting.Holm(p);
            ImmutableArray<double> bh = MultipleTesting.BenjaminiHochberg(p);
            for (int i = 0; i < p.Length; i++)
            {
                StatisticsGolden.Same(row.Reals("holm")[i], holm[i]);
                StatisticsGolden.Same(row.Reals("fdr_bh")[i], bh[i]);
            }
        }

        Assert.Empty(MultipleTesting.Holm([]));
        Assert.Throws<ArgumentException>(() => MultipleTesting.Holm([.5, double.NaN]));
    }

    [Fact]
    public void TwoOneSided_EveryGoldenRow_IsEqual()
    {
        foreach (JsonElement row in StatisticsGolden.Rows("tost_means"))
        {
            (double[] x, double[] y) = (row.Reals("x"), row.Reals("y"));
            (double low, double high) = (row.Real("low"), row.Real("high"));
            if (row.Has("paired"))
            {
                Check(row.GetProperty("paired"), MeanEstimate.OfPairs(x, y), low, high);
            }

            Check(row.GetProperty("welch"), MeanEstimate.OfDifference(x, y), low, high);
        }

        static void Check(JsonElement expected, MeanEstimate actual, double low, double high)
        {
            StatisticsGolden.Same(expected.Real("df"), actual.Degrees);
            StatisticsGolden.Same(expected.Real("p_lower"), actual.Test(low)!.Value.Greater);
            StatisticsGolden.Same(expected.Real("p_upper"), actual.Test(high)!.Value.Less);
            StatisticsGolden.Same(expected.Real("p"), Equivalence.TwoOneSided(actual, low, high));
            if (expected.Has("ci90"))
            {
                StatisticsGolden.Same(expected.GetProperty("ci90"), actual.Interval(.9));
            }
        }
    }

    [Fact]
    public void NonInferiority_PublishedExample_PassesAtTheWiderMarginOnly()
    {
        Assert.True(Equivalence.IsNonInferior(12, 1000, 10, 1000, .011));
        Assert.False(Equivalence.IsNonInferior(12, 1000, 10, 1000, .010));
    }

    [Fact]
    public void PairedRatio_EveryGoldenRow_IsEqual()
    {
        foreach (JsonElement row in StatisticsGolden.Rows("geometric_mean_ratio"))
        {
            PairedRatio actual = PairedRatio.Of(row.Reals("x"), row.Reals("y"));
            StatisticsGolden.Same(row.Real("ratio_y_over_x"), actual.Ratio);
            StatisticsGolden.Same(row.GetProperty("ci95"), actual.Interval);
            if (row.Has("p_ratio_is_1"))
            {
                StatisticsGolden.Same(row.Real("p_ratio_is_1"), actual.TwoSided!.Value);
            }
            else
            {
                Assert.Null(actual.TwoSided);
            }
        }

        Assert.Throws<ArgumentException>(() => PairedRatio.Of([1, 0], [1, 1]));
        Assert.Throws<ArgumentException>(() => PairedRatio.Of([1, 2], [1]));
    }

    [Fact]
    public void MeanEstimate_EveryGoldenRow_IsEqual()
    {
        foreach (JsonElement row in StatisticsGolden.Rows("mean_t_interval"))
        {
            double[] x = row.Reals("x");
            MeanEstimate actual = MeanEstimate.Of(x);
            StatisticsGolden.Same(row.Real("mean"), actual.Mean);
            StatisticsGolden.Same(row.Real("sd"), actual.StandardError * Math.Sqrt(x.Length));
            StatisticsGolden.Same(row.Real("half95"), actual.Interval().High - actual.Mean);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => MeanEstimate.Of([1]));
        Assert.Throws<ArgumentException>(() => MeanEstimate.Of([1, double.NaN]));
    }

    [Fact]
    public void RunHomogeneity_EveryGoldenRow_IsEqual()
    {
        foreach (JsonElement row in StatisticsGolden.Rows("run_homogeneity"))
        {
            RunHomogeneity actual = RunHomogeneity.Of(row.Numbers("failures"), row.Numbers("n"))!;
            StatisticsGolden.Same(row.Real("chi2"), actual.ChiSquared);
            Assert.Equal(row.GetProperty("df").GetInt32(), actual.Degrees);
            StatisticsGolden.Same(row.Real("p"), actual.Probability);
        }

        Assert.Null(RunHomogeneity.Of([0, 0], [5, 5]));
        Assert.Null(RunHomogeneity.Of([5, 5], [5, 5]));
        Assert.Null(RunHomogeneity.Of([1], [5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => RunHomogeneity.Of([1, 6], [5, 5]));
    }

    [Fact]
    public void OrderStatistics_EveryGoldenRow_AreEqual()
    {
        JsonElement section = GoldenRows.Section("statistics.json", "median_order_ci");
        foreach (JsonElement row in section.GetProperty("rows").EnumerateArray())
        {
            int n = row.GetProperty("n").GetInt32();
            OrderStatisticInterval? actual = OrderStatisticInterval.Ranks(n, .5);
            Assert.Equal(row.GetProperty("j95").GetInt32(), actual?.LowRank ?? 0);
            Assert.Equal(row.GetProperty("j90").GetInt32(), OrderStatisticInterval.Ranks(n, .5, .9)?.LowRank ?? 0);
            if (actual is { } ranks)
            {
                Assert.Equal(row.GetProperty("upper95").GetInt32(), ranks.HighRank);
                StatisticsGolden.Same(row.Real("coverage95"), ranks.Coverage);
            }
        }

        double[] sorted = [.. section.GetProperty("example").Reals("x").Order()];
        Interval interval = OrderStatisticInterval.Ranks(sorted.Length, .5)!.Value.Of(sorted);
        StatisticsGolden.Same(section.GetProperty("example").Real("low"), interval.Low);
        StatisticsGolden.Same(section.GetProperty("example").Real("high"), interval.High);
    }

    [Fact]
    public void OrderStatistics_HighQuantile_NeedsManyValues()
    {
        Assert.Null(OrderStatisticInterval.Ranks(58, .95, .9));
        OrderStatisticInterval ranks = OrderStatisticInterval.Ranks(120, .95, .9)!.Value;
        Assert.InRange(ranks.Coverage, .9, 1);
        Assert.InRange(ranks.LowRank, 100, 114);
        Assert.InRange(ranks.HighRank, 115, 120);
        Assert.Throws<ArgumentOutOfRangeException>(() => OrderStatisticInterval.Ranks(10, 1));
    }

    [Fact]
    public void Trend_EveryGoldenRow_IsEqual()
    {
        foreach (JsonElement row in StatisticsGolden.Rows("theil_sen"))
        {
            TrendEstimate actual = TrendEstimate.Of(row.Reals("x"), row.Reals("y"));
            StatisticsGolden.Same(row.Real("slope"), actual.Slope);
            StatisticsGolden.Same(row.Real("low95"), actual.Interval.Low);
            StatisticsGolden.Same(row.Real("high95"), actual.Interval.High);
            StatisticsGolden.Same(row.Real("intercept_separate"), actual.Intercept);
            JsonElement kendall = row.GetProperty("mann_kendall");
            Assert.Equal(kendall.GetProperty("S").GetInt64(), actual.S);
            StatisticsGolden.Same(kendall.Real("var"), actual.Variance);
            StatisticsGolden.Same(kendall.Real("z"), actual.Z);
            StatisticsGolden.Same(kendall.Real("p_two_sided"), actual.TwoSided);
        }

        Assert.Throws<ArgumentException>(() => TrendEstimate.Of([1, 1], [1, 2]));
        Assert.Throws<ArgumentException>(() => TrendEstimate.Of([1, 2], [1, double.NaN]));
    }

    [Fact]
    public void Homogeneity_EveryGoldenRow_HasIntervalAndProbability()
    {
        foreach (JsonElement row in StatisticsGolden.Rows("icc"))
        {
            double[][] table = [.. row.GetProperty("table").EnumerateArray().Select(r => r.EnumerateArray().Select(e => e.GetDouble()).ToArray())];
            TakeHomogeneity actual = TakeHomogeneity.Of(table)!;
            if (row.Has("F_p"))
            {
                StatisticsGolden.Same(row.Real("F_p"), actual.Probability!.Value);
            }

            if (row.Has("icc1_ci95"))
            {
                StatisticsGolden.Same(row.GetProperty("icc1_ci95"), actual.CorrelationInterval);
            }
        }

        foreach (JsonElement row in StatisticsGolden.Rows("n_eff"))
        {
            StatisticsGolden.Same(row.Real("n_eff"), TakeHomogeneity.EffectiveTakesOf(row.Real("U"), row.Real("R"), row.Real("icc")));
        }
    }

    [Fact]
    public void Mapsswe_EveryGoldenPair_EqualsScStats()
    {
        foreach (JsonElement pair in GoldenRows.Section("mapsswe.json", "pairs").EnumerateArray())
        {
            string[] first = [.. pair.GetProperty("sclite_ops_a").EnumerateArray().Select(e => e.GetString()!)];
            string[] second = [.. pair.GetProperty("sclite_ops_b").EnumerateArray().Select(e => e.GetString()!)];
            var test = new Mapsswe();
            for (int i = 0; i < first.Length; i++)
            {
                test.Add(MapssweEdits.Of(first[i]), MapssweEdits.Of(second[i]));
            }

            long[][] segments = [.. pair.GetProperty("segments").EnumerateArray().Select(s => s.Numbers())];
            Assert.Equal(segments.Select(s => (s[0], s[1])), test.Segments);
            MapssweResult actual = test.Test()!;
            JsonElement expected = pair.GetProperty("recomputed");
            Assert.Equal(expected.GetProperty("errors_a").GetInt64(), actual.FirstErrors);
            Assert.Equal(expected.GetProperty("errors_b").GetInt64(), actual.SecondErrors);
            StatisticsGolden.Same(expected.Real("mean"), actual.MeanDifference);
            StatisticsGolden.Same(expected.Real("sd"), actual.StandardDeviation);
            StatisticsGolden.Same(expected.Real("z"), actual.Z);
            StatisticsGolden.Same(expected.Real("p_two_sided_normal"), actual.NormalTwoSided);
            StatisticsGolden.Same(expected.Real("p_two_sided_t"), actual.StudentTwoSided);
        }
    }

    [Fact]
    public void Mapsswe_OtherReference_Throws() =>
        Assert.Throws<ArgumentException>(() => new Mapsswe().Add(MapssweEdits.Of("CC"), MapssweEdits.Of("CCC")));
}
