using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Tests.Statistics;

public sealed class WalshMeansTests
{
    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 3)]
    [InlineData(17, 4)]
    [InlineData(40, 1_000_000)]
    public void At_EveryRank_EqualsTheSortedMeans(int count, int distinct)
    {
        double[] values = [.. Enumerable.Range(0, count).Select(i => (SplitMix64.Below(3, (ulong)i, distinct) - (distinct / 3)) * .01)];
        double[] means = [.. values.SelectMany((x, i) => values.Skip(i).Select(y => (x + y) / 2)).Order()];
        var walsh = new WalshMeans(values);
        Assert.Equal(means.Length, walsh.Count);
        for (int rank = 0; rank < means.Length; rank++)
        {
            Assert.Equal(means[rank], walsh.At(rank), 1e-15);
        }

        Assert.Equal(Quantiles.Median(means), walsh.Median, 1e-15);
    }

    [Fact]
    public void Median_ManyValues_IsFoundWithoutWritingThemDown()
    {
        // five thousand million means
        double[] values = [.. Enumerable.Range(0, 100_000).Select(i => (double)i)];
        Assert.Equal(49_999.5, new WalshMeans(values).Median, 9);
    }
}
