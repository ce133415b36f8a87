using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Tests.Statistics;

public sealed class RatioBootstrapTests
{
    [Fact]
    public void PercentileInterval_EqualClusters_IsAPoint() =>
        Assert.Equal(new Interval(.25, .25), RatioBootstrap.OfRatio([1, 1, 1], [4, 4, 4]).PercentileInterval());

    [Fact]
    public void PercentileInterval_OneClusterOrNoWords_IsUnknown()
    {
        Assert.Null(RatioBootstrap.OfRatio([1], [4]).PercentileInterval());
        Assert.Null(RatioBootstrap.OfRatio([1, 2], [0, 0]).PercentileInterval());
    }

    [Fact]
    public void OfRatio_OtherLengths_Throws() => Assert.Throws<ArgumentException>(() => RatioBootstrap.OfRatio([1, 2], [1]));

    [Fact]
    public void PercentileInterval_HalfOfManyClustersWrong_IsNearTheNormalInterval()
    {
        double[] errors = [.. Enumerable.Range(0, 400).Select(i => (double)(i % 2))];
        double[] words = [.. Enumerable.Repeat(1.0, 400)];

        Interval interval = RatioBootstrap.OfRatio(errors, words).PercentileInterval(resamples: 2_000)!.Value;

        // .5 -+ 1.96 * sqrt(.25 / 400) = .451 and .549
        Assert.InRange(interval.Low, .441, .461);
        Assert.InRange(interval.High, .539, .559);
    }

    [Fact]
    public void PercentileInterval_SameCounts_IsTheSameForEver()
    {
        Interval interval = RatioBootstrap.OfRatio([0, 1, 0, 3, 0, 0, 2, 0], [10, 12, 4, 20, 7, 9, 15, 3]).PercentileInterval(resamples: 2_000)!.Value;

        // computed by a second implementation of the written rule, in another language
        Assert.Equal(0.015384615384615385, interval.Low, 12);
        Assert.Equal(0.11711711711711711, interval.High, 12);
    }
}
