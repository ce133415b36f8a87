using PocketTts.Eval.Core.Speed;

namespace PocketTts.Eval.Core.Tests.Speed;

public sealed class SpeedQuantityTests
{
    [Fact]
    public void Of_FewValues_HasNoInterval() => Assert.Equal(new SpeedQuantity(3, null, null, 5, null, null), SpeedQuantity.Of([5, 1, 4, null, 2, 3]));

    [Theory]
    [InlineData(6, 1, 6)]
    [InlineData(9, 2, 8)]
    [InlineData(20, 6, 15)]
    [InlineData(50, 18, 33)]
    public void Of_OneToN_HasTheRanksOfTheBinomial(int count, double low, double high)
    {
        SpeedQuantity quantity = SpeedQuantity.Of(Enumerable.Range(1, count).Select(i => (double?)i))!;

        Assert.Equal((low, high), (quantity.Low, quantity.High));
        Assert.Equal((count + 1) / 2.0, quantity.Median);
    }

    [Theory]
    [InlineData(58, null, null)]
    [InlineData(59, 57, null)]
    [InlineData(298, 284, null)]
    [InlineData(299, 285, 297)]
    public void Of_ManyValues_HasPercentilesOnlyWhenTheLargestExceedsThem(int count, int? p95, int? p99)
    {
        SpeedQuantity quantity = SpeedQuantity.Of(Enumerable.Range(1, count).Select(i => (double?)i))!;

        Assert.Equal((p95, p99), (quantity.P95, quantity.P99));
    }

    [Fact]
    public void Of_NothingKnown_IsUnknown() => Assert.Null(SpeedQuantity.Of([null, null]));
}
