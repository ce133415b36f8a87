using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Tests.Statistics;

public sealed class ClusterRatioTests
{
    private static readonly double[] s_five = [.. Enumerable.Repeat(5.0, 100)];

    [Fact]
    public void ShareInterval_FewTextsWithFailures_UsesStudentsQuantile()
    {
        // one text failed twice, one once: 2 + 2 degrees of freedom, t = 2.776445
        ClusterRatio ratio = ClusterRatio.Of([2, 1, .. Enumerable.Repeat(0.0, 98)], s_five)!;
        Assert.Equal(2, ratio.TellingClusters);
        Assert.Equal(4, ratio.ShareDegrees);
        double n = ratio.EffectiveTrials!.Value;
        const double T = 2.7764451051977987;
        double centre = (.006 + (T * T / (2 * n))) / (1 + (T * T / n));
        double half = T / (1 + (T * T / n)) * Math.Sqrt((.006 * .994 / n) + (T * T / (4 * n * n)));

        Interval interval = ratio.ShareInterval()!.Value;

        Assert.Equal(centre - half, interval.Low, 12);
        Assert.Equal(centre + half, interval.High, 12);
        Assert.Equal(n * Math.Pow(1.959963984540054 / T, 2), ratio.ShareTrials(), 9);
    }

    [Theory]
    [InlineData(.9)]
    [InlineData(.95)]
    public void ShareProbability_AtTheEndsOfTheInterval_IsItsLevel(double confidence)
    {
        ClusterRatio ratio = ClusterRatio.Of([4, 1, 1, 2, .. Enumerable.Repeat(0.0, 96)], s_five)!;
        Interval interval = ratio.ShareInterval(confidence)!.Value;
        Assert.Equal((1 - confidence) / 2, ratio.ShareProbability(interval.Low, isAbove: true), 9);
        Assert.Equal((1 - confidence) / 2, ratio.ShareProbability(interval.High, isAbove: false), 9);
    }

    [Fact]
    public void ShareInterval_RareGoodOnes_AreAsFewAsRareBadOnes()
    {
        double[] bad = [3, 1, .. Enumerable.Repeat(0.0, 98)];
        ClusterRatio failures = ClusterRatio.Of(bad, s_five)!;
        ClusterRatio successes = ClusterRatio.Of([.. bad.Select(b => 5 - b)], s_five)!;
        Assert.Equal(2, successes.TellingClusters);
        Assert.Equal(1 - failures.ShareInterval()!.Value.High, successes.ShareInterval()!.Value.Low, 9);
        Assert.Equal(1 - failures.ShareInterval()!.Value.Low, successes.ShareInterval()!.Value.High, 9);
    }

    [Fact]
    public void ShareInterval_NothingFailed_IsWilsonsForTakesThatCountOnce()
    {
        Interval interval = ClusterRatio.Of(new double[100], s_five)!.ShareInterval(trialsWhenAlike: 100)!.Value;
        Assert.Equal(ProportionIntervals.Wilson(0, 100), interval);
    }

    [Fact]
    public void ShareInterval_ManyTextsWithFailures_IsNearWilsons()
    {
        double[] failures = [.. Enumerable.Range(0, 2_000).Select(i => i % 2 == 0 ? 1.0 : 0)];
        double[] takes = [.. Enumerable.Repeat(3.0, 2_000)];
        ClusterRatio ratio = ClusterRatio.Of(failures, takes)!;
        Interval wilson = ProportionIntervals.Wilson(ratio.Ratio * ratio.EffectiveTrials!.Value, ratio.EffectiveTrials.Value);
        Interval interval = ratio.ShareInterval()!.Value;
        Assert.Equal(wilson.Low, interval.Low, 5e-5);
        Assert.Equal(wilson.High, interval.High, 5e-5);
    }
}
