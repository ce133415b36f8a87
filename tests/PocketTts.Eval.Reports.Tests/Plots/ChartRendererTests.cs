using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Xml.Linq;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Reports.Model;
using PocketTts.Eval.Reports.Plots;
using PocketTts.Eval.Reports.Tests.Fixtures;

namespace PocketTts.Eval.Reports.Tests.Plots;

public sealed class ChartRendererTests
{
    public static TheoryData<string> CultureNames => Cultures.Names;

    [Fact]
    public void Of_FixtureRun_HasEveryChart() => Assert.Equal(
        ["words", "wer", "errors-per-take", "slices", "repeats", "position", "rtf-by-length", "rtf-distribution", "first-audio", "memory"], Charts(FixtureRun.Small).Select(chart => chart.Name));

    [Fact]
    public void Of_NoTakes_HasNone() => Assert.Empty(Charts(FixtureRun.Build([], 1, [FixtureRun.Recognizer])));

    [Fact]
    public void StandaloneSvg_WordErrors_HasTitleUnitAndSystems()
    {
        XDocument svg = XDocument.Parse(ChartRenderer.StandaloneSvg(Chart("wer"), 960));

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
        await Cultures.Under(culture, () => Task.FromResult(ChartRenderer.StandaloneSvg(Chart("rtf-by-length"), 960))));

    [Fact]
    public void Png_AnyChart_IsTwiceTheSize()
    {
        byte[] png = ChartRenderer.Png(Chart("errors-per-take"), 960);

        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
        Assert.Equal(1920, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)));
        Assert.Equal(680, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
    }

    [Fact]
    public void StandaloneSvg_HostileSystemName_IsText()
    {
        Chart chart = Chart("errors-per-take") with { Title = "<script>alert(1)</script>\0", Series = [new(0, "</text><script>x</script>")] };

        XDocument svg = XDocument.Parse(ChartRenderer.StandaloneSvg(chart, 960));

        Assert.DoesNotContain(svg.Descendants(), element => element.Name.LocalName == "script");
    }

    private static ImmutableArray<Chart> Charts(RunResult run) => ReportCharts.Of(ReportModel.Of([new ReportSource(run, null)], ReportOptions.Default));

    private static Chart Chart(string name) => Charts(FixtureRun.Small).Single(chart => chart.Name == name);
}
