using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Tests.Statistics;

public sealed class ClusterBootstrapTests
{
    [Fact]
    public void RatioInterval_EqualClusters_IsAPoint() =>
        Assert.Equal(new Interval(.25, .25), ClusterBootstrap.RatioInterval([1, 1, 1], [4, 4, 4]));

    [Fact]
    public void RatioInterval_OneCluster_IsUnknown() => Assert.Null(ClusterBootstrap.RatioInterval([1], [4]));

    [Fact]
    public void RatioInterval_NoWordsAtAll_IsUnknown() => Assert.Null(ClusterBootstrap.RatioInterval([1, 2], [0, 0]));

    [Fact]
    public void RatioInterval_OtherLengths_Throws() => Assert.Throws<ArgumentException>(() => ClusterBootstrap.RatioInterval([1, 2], [1]));

    [Fact]
    public void RatioInterval_HalfOfManyClustersWrong_IsNearTheNormalInterval()
    {
        long[] errors = [.. Enumerable.Range(0, 400).Select(i => (long)(i % 2))];
        long[] words = [.. Enumerable.Repeat(1L, 400)];

        Interval interval = ClusterBootstrap.RatioInterval(errors, words)!.Value;

        // .5 -+ 1.96 * sqrt(.25 / 400) = .451 and .549
        Assert.InRange(interval.Low, .441, .461);
        Assert.InRange(interval.High, .539, .559);
    }

    [Fact]
    public void RatioInterval_SameCounts_IsTheSameForEver()
    {
        Interval interval = ClusterBootstrap.RatioInterval([0, 1, 0, 3, 0, 0, 2, 0], [10, 12, 4, 20, 7, 9, 15, 3])!.Value;

        // computed by a second implementation of the written rule, in another language
        Assert.Equal(0.015384615384615385, interval.Low, 12);
        Assert.Equal(0.11711711711711711, interval.High, 12);
    }

    [Fact]
    public void RatioIntervals_SeveralAtOnce_EqualEachAlone()
    {
        long[] words = [12, 9, 14, 7, 0, 30];
        long[][] errors = [[0, 1, 0, 2, 0, 3], [1, 1, 1, 1, 0, 1], [12, 9, 14, 7, 0, 30]];

        Interval?[] together = ClusterBootstrap.RatioIntervals(errors, words);

        Assert.Equal(3, together.Length);
        for (int i = 0; i < errors.Length; i++)
        {
            Interval alone = ClusterBootstrap.RatioInterval(errors[i], words)!.Value;
            Assert.Equal(alone.Low, together[i]!.Value.Low, 1e-12);
            Assert.Equal(alone.High, together[i]!.Value.High, 1e-12);
        }

        Assert.Equal([null], ClusterBootstrap.RatioIntervals([[1]], [2]));
    }
}
