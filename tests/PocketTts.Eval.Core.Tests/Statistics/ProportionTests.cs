using System.Text.Json;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Tests.Statistics;

public sealed class ProportionTests
{
    [Fact]
    public void Intervals_EveryGoldenRow_AreEqual()
    {
        foreach (JsonElement row in StatisticsGolden.Rows("proportion_intervals"))
        {
            (double k, double n) = (row.Real("k"), row.Real("n"));
            foreach ((string suffix, double confidence) in new[] { ("95", .95), ("90", .90) })
            {
                StatisticsGolden.Same(row.GetProperty($"wilson_{suffix}"), ProportionIntervals.Wilson(k, n, confidence));
                StatisticsGolden.Same(row.GetProperty($"clopper_pearson_{suffix}"), ProportionIntervals.ClopperPearson(k, n, confidence));
                StatisticsGolden.Same(row.GetProperty($"jeffreys_clamped_{suffix}"), ProportionIntervals.Jeffreys(k, n, confidence));
                StatisticsGolden.Same(row.GetProperty($"agresti_coull_{suffix}"), ProportionIntervals.AgrestiCoull(k, n, confidence));
            }

            StatisticsGolden.Same(row.GetProperty("wilson_cc_95"), ProportionIntervals.WilsonCorrected(k, n));
            JsonElement oneSided = row.GetProperty("one_sided_95");
            StatisticsGolden.Same(oneSided.Real("cp_upper"), ProportionIntervals.ClopperPearson(k, n, .9).High);
            StatisticsGolden.Same(oneSided.Real("cp_lower"), ProportionIntervals.ClopperPearson(k, n, .9).Low);
        }
    }

    [Theory]
    [InlineData(0, 300, 0, .012643, 0, .012221, 0, .008331)]
    [InlineData(3, 300, .003407, .028983, .002067, .028945, .002824, .026444)]
    [InlineData(12, 50, .142974, .374127, .130610, .381691, .138414, .370693)]
    public void Intervals_PublishedRows_Agree(int k, int n, double wl, double wh, double cl, double ch, double jl, double jh)
    {
        Assert.Equal(new Interval(wl, wh), Rounded(ProportionIntervals.Wilson(k, n)));
        Assert.Equal(new Interval(cl, ch), Rounded(ProportionIntervals.ClopperPearson(k, n)));
        Assert.Equal(new Interval(jl, jh), Rounded(ProportionIntervals.Jeffreys(k, n)));
    }

    [Fact]
    public void ClopperPearson_NoFailures_IsTheRuleOfThree() =>
        StatisticsGolden.Same(1 - Math.Pow(.05, 1 / 300.0), ProportionIntervals.ClopperPearson(0, 300, .9).High);

    [Fact]
    public void Wilson_EffectiveTrials_IsWider() =>
        Assert.True(ProportionIntervals.Wilson(3.5, 175).High > ProportionIntervals.Wilson(20, 1000).High);

    [Theory]
    [InlineData(-1, 10, .95)]
    [InlineData(11, 10, .95)]
    [InlineData(double.NaN, 10, .95)]
    [InlineData(0, 0, .95)]
    [InlineData(1, double.PositiveInfinity, .95)]
    [InlineData(1, 10, 1)]
    [InlineData(1, 10, double.NaN)]
    public void Intervals_OutOfRange_Throw(double k, double n, double confidence)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ProportionIntervals.Wilson(k, n, confidence));
        Assert.Throws<ArgumentOutOfRangeException>(() => ProportionIntervals.WilsonCorrected(k, n, confidence));
        Assert.Throws<ArgumentOutOfRangeException>(() => ProportionIntervals.ClopperPearson(k, n, confidence));
        Assert.Throws<ArgumentOutOfRangeException>(() => ProportionIntervals.Jeffreys(k, n, confidence));
        Assert.Throws<ArgumentOutOfRangeException>(() => ProportionIntervals.AgrestiCoull(k, n, confidence));
    }

    [Fact]
    public void BinomialTest_EveryGoldenRow_IsEqual()
    {
        foreach (JsonElement row in StatisticsGolden.Rows("binomial_test"))
        {
            TestProbabilities actual = BinomialTest.Of(row.GetProperty("k").GetInt64(), row.GetProperty("n").GetInt64(), row.Real("p0"));
            StatisticsGolden.Same(row.Real("two_sided"), actual.TwoSided);
            StatisticsGolden.Same(row.Real("greater"), actual.Greater);
            StatisticsGolden.Same(row.Real("less"), actual.Less);
        }
    }

    [Fact]
    public void McNemar_EveryGoldenRow_IsEqual()
    {
        foreach (JsonElement row in StatisticsGolden.Rows("mcnemar"))
        {
            (long b, long c) = (row.GetProperty("b").GetInt64(), row.GetProperty("c").GetInt64());
            McNemarResult actual = McNemar.Of(b, c);
            StatisticsGolden.Same(row.Real("exact"), actual.Exact);
            StatisticsGolden.Same(row.Real(b == c ? "midp_fagerland_tie" : "midp_doubled"), actual.MidP);
            if (b + c == 0)
            {
                Assert.Null(actual.ChiSquared);
                continue;
            }

            StatisticsGolden.Same(row.Real("chi2"), actual.ChiSquared!.Value);
            StatisticsGolden.Same(row.Real("chi2_p"), actual.ChiSquaredProbability!.Value);
            StatisticsGolden.Same(row.Real("chi2_cc"), actual.CorrectedChiSquared!.Value);
            StatisticsGolden.Same(row.Real("chi2_cc_p"), actual.CorrectedProbability!.Value);
        }
    }

    [Fact]
    public void TwoProportions_EveryGoldenRow_AreEqual()
    {
        foreach (JsonElement row in StatisticsGolden.Rows("two_independent_proportions"))
        {
            long[] counts = [.. new[] { "x1", "n1", "x2", "n2" }.Select(f => row.GetProperty(f).GetInt64())];
            StatisticsGolden.Same(row.GetProperty("newcombe_95"), TwoProportions.NewcombeDifference(counts[0], counts[1], counts[2], counts[3]));
            StatisticsGolden.Same(row.GetProperty("newcombe_90"), TwoProportions.NewcombeDifference(counts[0], counts[1], counts[2], counts[3], .9));
            TestProbabilities fisher = TwoProportions.FisherExact(counts[0], counts[1], counts[2], counts[3]);
            StatisticsGolden.Same(row.Real("fisher_two_sided"), fisher.TwoSided);
            StatisticsGolden.Same(row.Real("fisher_less"), fisher.Less);
            StatisticsGolden.Same(row.Real("fisher_greater"), fisher.Greater);
            if (row.Has("pooled_z_p"))
            {
                StatisticsGolden.Same(row.Real("pooled_z_p"), TwoProportions.PooledZ(counts[0], counts[1], counts[2], counts[3]).TwoSided);
            }
        }
    }

    [Fact]
    public void PairedProportions_EveryGoldenRow_AreEqual()
    {
        foreach (JsonElement row in StatisticsGolden.Rows("paired_proportion_difference"))
        {
            long[] counts = [.. new[] { "a", "b", "c", "d" }.Select(f => row.GetProperty(f).GetInt64())];
            foreach ((string name, double confidence) in new[] { ("newcombe10_95", .95), ("newcombe10_90", .9) })
            {
                Interval actual = PairedProportions.NewcombeDifference(counts[0], counts[1], counts[2], counts[3], confidence);
                StatisticsGolden.Same(row.GetProperty(name).Real("low"), actual.Low);
                StatisticsGolden.Same(row.GetProperty(name).Real("high"), actual.High);
            }

            StatisticsGolden.Same(row.GetProperty("wald_95"), PairedProportions.WaldDifference(counts[0], counts[1], counts[2], counts[3]));
        }
    }

    [Fact]
    public void IsNonInferior_EveryGoldenRow_IsEqual()
    {
        foreach (JsonElement row in StatisticsGolden.Rows("equivalence_proportions"))
        {
            StatisticsGolden.Same(
                row.GetProperty("ci90_newcomb"), TwoProportions.NewcombeDifference(row.Real("x1"), row.Real("n1"), row.Real("x2"), row.Real("n2"), .9));
            Assert.Equal(
                row.GetProperty("non_inferior_newcomb").GetBoolean(),
                Equivalence.IsNonInferior(row.Real("x1"), row.Real("n1"), row.Real("x2"), row.Real("n2"), row.Real("margin")));
        }
    }

    [Fact]
    public void Tests_OutOfRange_Throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => BinomialTest.Of(3, 2, .5));
        Assert.Throws<ArgumentOutOfRangeException>(() => BinomialTest.Of(1, 2, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => McNemar.Of(-1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => TwoProportions.FisherExact(3, 2, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => TwoProportions.PooledZ(0, 0, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PairedProportions.NewcombeDifference(0, 0, 0, 0));
    }

    private static Interval Rounded(Interval interval) => new(Math.Round(interval.Low, 6), Math.Round(interval.High, 6));
}
