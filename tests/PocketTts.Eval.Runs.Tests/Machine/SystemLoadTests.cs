using PocketTts.Eval.Runs.Machine;

namespace PocketTts.Eval.Runs.Tests.Machine;

public sealed class SystemLoadTests
{
    private const string Stat = "cpu  100 0 50 800 10 5 5 30 7 0\ncpu0 50 0 25 400 5 2 3 15 3 0\nintr 1\n";

    [Fact]
    public void Parse_LinuxTexts_GiveAllFields()
    {
        SystemLoad load = SystemLoadParser.Parse(
            "5.32 3.84 2.20 3/312 9876\n",
            "some avg10=30.45 avg60=22.70 avg300=21.29 total=178278561\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n",
            Stat);

        Assert.Equal(new SystemLoad(5.32, 3.84, 30.45, 30, 1000, 160), load);
    }

    [Theory]
    [InlineData("", "", "")]
    [InlineData("a b c", "some avg10=x", "cpu  1 2 3 4 5 6 7 eight")]
    [InlineData("1.0", "full avg10=1.00", "cpu0 1 2 3 4 5 6 7 8\ncpu 1 2 3")]
    public void Parse_EmptyOrMalformed_IsUnknown(string average, string pressure, string stat) =>
        Assert.Equal(new SystemLoad(null, null, null, null, null), SystemLoadParser.Parse(average, pressure, stat));

    [Fact]
    public void StealPercent_TwoReadings_IsShareOfTicksBetween()
    {
        SystemLoad before = SystemLoadParser.Parse(string.Empty, string.Empty, Stat);

        Assert.Equal(5.0, SystemLoad.StealPercent(before, before with { StealTicks = 40, TotalTicks = 1200 }));
        Assert.Null(SystemLoad.StealPercent(before, before));
        Assert.Null(SystemLoad.StealPercent(before, before with { StealTicks = null }));
    }

    [Fact]
    public void OthersPercent_TwoReadings_IsWhatRanWithoutOneself()
    {
        SystemLoad before = SystemLoadParser.Parse(string.Empty, string.Empty, Stat) with { OwnTicks = 40 };
        SystemLoad after = before with { TotalTicks = 1200, BusyTicks = 260, OwnTicks = 110 };

        Assert.Equal(15.0, SystemLoad.OthersPercent(before, after));
        Assert.Equal(0, SystemLoad.OthersPercent(before, after with { OwnTicks = 141 }));
        Assert.Null(SystemLoad.OthersPercent(before, before));
        Assert.Null(SystemLoad.OthersPercent(before, after with { OwnTicks = null }));
        Assert.Null(SystemLoad.OthersPercent(before, after with { BusyTicks = null }));
    }
}
