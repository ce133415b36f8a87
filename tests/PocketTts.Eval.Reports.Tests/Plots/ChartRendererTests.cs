using System.Buffers.Binary;
using System.Xml.Linq;
using PocketTts.Eval.Reports.Plots;
using PocketTts.Eval.Reports.Tests.Fixtures;

namespace PocketTts.Eval.Reports.Tests.Plots;

public sealed class ChartRendererTests
{
    public static TheoryData<string> CultureNames => Cultures.Names;

    [Fact]
    public void Of_FixtureRun_HasThreeCharts() =>
        Assert.Equal(["wer", "errors-per-take", "rtf-by-length"], ReportCharts.Of(FixtureRun.Small).Select(chart => chart.Name));

    [Fact]
    public void Of_NoTakes_HasNone() => Assert.Empty(ReportCharts.Of(FixtureRun.Build([], 1, [FixtureRun.Recognizer])));

    [Fact]
    public void StandaloneSvg_WordErrors_HasTitleUnitAndSystems()
    {
        XDocument svg = XDocument.Parse(ChartRenderer.StandaloneSvg(ReportCharts.Of(FixtureRun.Small)[0], 960));

        string[] texts = [.. svg.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value.Trim())];
        Assert.Contains("Word error rate with 95 % interval", texts);
        Assert.Contains("word error rate in %", texts);
        Assert.Contains(FixtureRun.Deterministic, texts);
        Assert.Contains(FixtureRun.Sampled, texts);
        Assert.Equal("Word error rate with 95 % interval", svg.Root!.Elements().First(element => element.Name.LocalName == "title").Value);
    }

    // the font is embedded, so the drawing is the same on a machine without any
    [Theory]
    [MemberData(nameof(CultureNames))]
    public async Task StandaloneSvg_AnyCulture_IsTheExpectedDrawing(string culture) => Expectation.Matches(
        "rtf-by-length.svg",
        await Cultures.Under(culture, () => Task.FromResult(ChartRenderer.StandaloneSvg(ReportCharts.Of(FixtureRun.Small)[2], 960))));

    [Fact]
    public void Png_AnyChart_IsTwiceTheSize()
    {
        byte[] png = ChartRenderer.Png(ReportCharts.Of(FixtureRun.Small)[1], 960);

        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
        Assert.Equal(1920, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)));
        Assert.Equal(680, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
    }

    [Fact]
    public void StandaloneSvg_HostileSystemName_IsText()
    {
        Chart chart = ReportCharts.Of(FixtureRun.Small)[1] with { Title = "<script>alert(1)</script>\0", Series = [new(0, "</text><script>x</script>")] };

        XDocument svg = XDocument.Parse(ChartRenderer.StandaloneSvg(chart, 960));

        Assert.DoesNotContain(svg.Descendants(), element => element.Name.LocalName == "script");
    }
}
