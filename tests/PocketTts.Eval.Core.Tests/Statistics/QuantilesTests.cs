using System.Text.Json;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Tests.Statistics;

public sealed class QuantilesTests
{
    [Theory]
    [InlineData(new[] { 3.0 }, 3.0)]
    [InlineData(new[] { 1.0, 2.0 }, 1.5)]
    [InlineData(new[] { 1.0, 2.0, 9.0 }, 2.0)]
    public void Median_Values_IsTheMiddle(double[] sorted, double expected) => Assert.Equal(expected, Quantiles.Median(sorted));

    [Theory]
    [InlineData(20, .95, 19)]
    [InlineData(21, .95, 20)]
    [InlineData(100, .95, 95)]
    [InlineData(101, .95, 96)]
    [InlineData(5, 0, 1)]
    [InlineData(5, 1, 5)]
    [InlineData(7, .5, 4)]
    public void NearestRank_OneToN_IsTheRank(int n, double probability, double expected) =>
        Assert.Equal(expected, Quantiles.NearestRank([.. Enumerable.Range(1, n).Select(i => (double)i)], probability));

    [Theory]
    [InlineData(0, 10)]
    [InlineData(.5, 25)]
    [InlineData(.9, 37)]
    [InlineData(1, 40)]
    public void Linear_FourValues_Interpolates(double probability, double expected) =>
        Assert.Equal(expected, Quantiles.Linear([10, 20, 30, 40], probability), 12);

    [Fact]
    public void Quantiles_EveryGoldenRow_EqualsNumpy()
    {
        JsonElement section = GoldenRows.Section("statistics.json", "quantiles");
        double[] sorted = [.. section.GetProperty("x").EnumerateArray().Select(e => e.GetDouble())];
        foreach (JsonElement row in section.GetProperty("rows").EnumerateArray())
        {
            double probability = row.GetProperty("p").GetDouble();
            Assert.Equal(row.GetProperty("nearest_rank").GetDouble(), Quantiles.NearestRank(sorted, probability));
            Assert.Equal(row.GetProperty("type7").GetDouble(), Quantiles.Linear(sorted, probability), 9);
        }
    }

    [Fact]
    public void AnyQuantile_NoValues_Throws()
    {
        Assert.Throws<ArgumentException>(() => Quantiles.Median([]));
        Assert.Throws<ArgumentException>(() => Quantiles.NearestRank([], .5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Quantiles.Linear([1], double.NaN));
    }
}
