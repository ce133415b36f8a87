using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Reports.Tests;

public sealed class FormattingTests
{
    [Theory]
    [InlineData(0d, "0.00 %")]
    [InlineData(0.0042, "0.42 %")]
    [InlineData(0.09994, "9.99 %")]
    [InlineData(0.09996, "10.0 %")]
    [InlineData(0.125, "12.5 %")]
    [InlineData(1.5, "150.0 %")]
    [InlineData(null, "—")]
    [InlineData(double.NaN, "—")]
    public void Percent_AnyFraction_HasOneOrTwoDecimals(double? fraction, string expected) => Assert.Equal(expected, Formatting.Percent(fraction));

    [Theory]
    [InlineData(0.2134, "0.213")]
    [InlineData(0.99960, "1.00")]
    [InlineData(4.7, "4.70")]
    [InlineData(12.345, "12.3")]
    [InlineData(1234.5, "1230")]
    [InlineData(0.00123456, "0.00123")]
    [InlineData(0d, "0")]
    [InlineData(null, "—")]
    [InlineData(double.PositiveInfinity, "—")]
    public void Ratio_AnyNumber_HasThreeSignificantDigits(double? ratio, string expected) => Assert.Equal(expected, Formatting.Ratio(ratio));

    [Theory]
    [InlineData(0.0123, "12.3 ms")]
    [InlineData(0.9994, "999 ms")]
    [InlineData(0.9996, "1.00 s")]
    [InlineData(1.25, "1.25 s")]
    [InlineData(null, "—")]
    public void Seconds_AnyTime_PicksTheUnit(double? seconds, string expected) => Assert.Equal(expected, Formatting.Seconds(seconds));

    [Theory]
    [InlineData(42d, "42.0 s")]
    [InlineData(750d, "12.5 min")]
    [InlineData(12_240d, "3.40 h")]
    public void Duration_LongTime_PicksTheUnit(double seconds, string expected) => Assert.Equal(expected, Formatting.Duration(seconds));

    [Theory]
    [InlineData(999L, "999 B")]
    [InlineData(92_361_271L, "88.1 MiB")]
    [InlineData(25_202_982_912L, "23.5 GiB")]
    public void Bytes_AnySize_PicksTheUnit(long bytes, string expected) => Assert.Equal(expected, Formatting.Bytes(bytes));

    [Fact]
    public void PercentInterval_TwoEnds_SharesTheDecimals() => Assert.Equal("0.20–0.70 %", Formatting.PercentInterval(new Interval(0.002, 0.007)));

    [Fact]
    public void PercentInterval_LowEndOverTenPercent_HasOneDecimal() => Assert.Equal("10.5–12.0 %", Formatting.PercentInterval(new Interval(0.105, 0.12)));

    [Fact]
    public void Count_One_IsSingular() => Assert.Equal("1 take", Formatting.Count(1, "take"));

    [Fact]
    public void Count_Thousands_AreSeparated() => Assert.Equal("1,204 takes", Formatting.Count(1204, "take"));
}
