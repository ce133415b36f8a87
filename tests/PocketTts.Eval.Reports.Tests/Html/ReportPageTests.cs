using System.Collections.Immutable;
using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Reports.Html;
using PocketTts.Eval.Reports.Tests.Fixtures;
using PocketTts.Eval.Reports.Text;

namespace PocketTts.Eval.Reports.Tests.Html;

public sealed class ReportPageTests
{
    private const string NoDrawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"><rect/></svg>";

    public static TheoryData<string> CultureNames => Cultures.Names;

    [Theory]
    [MemberData(nameof(CultureNames))]
    public async Task Write_AnyCulture_IsTheExpectedPage(string culture) =>
        Expectation.Matches("report.html", await Cultures.Under(culture, () => Task.FromResult(Render(FixtureRun.Small))));

    [Fact]
    public void Write_FixtureRun_IsStrictlyValidAndClosed()
    {
        // the parser calls the right end of a clipPath an error in strict mode: it compares the name without regard to the SVG case table
        IDocument page = Parse(RenderWithCharts(FixtureRun.Small).Replace("clipPath", "g", StringComparison.Ordinal));

        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(40, page.QuerySelectorAll("#texts details.u").Length);
        Assert.Single(page.QuerySelectorAll("script"));
        Assert.Empty(page.QuerySelectorAll("[style], [onclick], [onerror], iframe, object, link, img"));
        Assert.Equal(6, page.QuerySelectorAll("figure svg[aria-label]").Length);
        string[] ids = [.. page.QuerySelectorAll("[id]").Select(element => element.Id!)];
        Assert.Equal(ids.Length, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.All(page.QuerySelectorAll("a[href^='#']"), link => Assert.Contains(link.GetAttribute("href")![1..], ids));
        string policy = page.QuerySelector("meta[http-equiv='Content-Security-Policy']")!.GetAttribute("content")!;
        Assert.StartsWith("default-src 'none'; script-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_HostileTexts_ShowsEachAndRunsNone()
    {
        string[] texts = FuzzTexts.Read();
        RunResult run = FixtureRun.Build(texts, repeats: 1, [FixtureRun.Recognizer], take => take with
        {
            SynthesisFailure = take.Synthesis is null || take.Key.UtteranceId.EndsWith('7') ? new TakeFailure(TakeFailure.Synthesize, "crash", take.Utterance.Text) : null,
            Synthesis = take.Synthesis is null || take.Key.UtteranceId.EndsWith('7') ? null : take.Synthesis with { Phonemes = take.Utterance.Text, Warnings = [new("odd", take.Utterance.Text)] },
            Recognitions = take.Synthesis is null || take.Key.UtteranceId.EndsWith('7') ? [] : [new RecognizedTake(FixtureRun.Recognizer, new() { Text = take.Utterance.Text }, null)],
        });

        IDocument page = Parse(Render(run));

        Assert.Equal(481, texts.Length);
        IElement[] shown = [.. page.QuerySelectorAll("#texts > .u")];
        Assert.Equal(481, shown.Length);
        Assert.Single(page.QuerySelectorAll("script"));
        Assert.Empty(page.QuerySelectorAll("img, iframe, object, embed, style ~ style, base, [onerror], [onload]"));
        foreach (IElement text in shown)
        {
            string original = texts[int.Parse(text.Id![1..], CultureInfo.InvariantCulture)];
            if (!string.IsNullOrWhiteSpace(original) && original.Length < 280)
            {
                Assert.Equal(VisibleText.Of(original), text.QuerySelector(".q")!.TextContent);
            }
        }
    }

    [Fact]
    public void Write_TenThousandTakes_StaysUnderFifteenMegabytesAndSaysWhatIsLeftOut()
    {
        RunResult run = FixtureRun.Build([.. Enumerable.Range(0, 1000).Select(i => FixtureTexts.All[i % 35])], repeats: 5, [FixtureRun.Recognizer], take =>
            take.Synthesis is null ? take : take with { Synthesis = take.Synthesis with { AudioSha256 = FixtureRun.Hash(take.Key.ToString()) } });
        Assert.Equal(10_000, run.Takes.Length);

        string page = Render(run);

        Assert.InRange(page.Length, 5_000_000, 15_000_000);
        Assert.Equal(1000, Count(page, "class=\"u\""));
    }

    [Fact]
    public void Write_BudgetSpent_ShowsLinesThenACount()
    {
        var page = new ReportPage(FixtureRun.Small) { Draw = (_, _) => NoDrawing, DetailBudget = 20_000, LineBudget = 2_000 };
        using var output = new StringWriter();
        page.Write(output);

        IDocument document = Parse(output.ToString());

        int details = document.QuerySelectorAll("#texts details.u").Length;
        int lines = document.QuerySelectorAll("#texts div.u").Length;
        Assert.InRange(details, 2, 20);
        Assert.InRange(lines, 2, 20);
        Assert.Equal(
            $"This run is too large for one page: the {details} texts with most trouble have all their takes here, the next {lines} have a line each, and {40 - details - lines} texts with the least trouble are left out. Every take is in takes.csv.",
            document.QuerySelector("#texts .note")!.TextContent);
        Assert.All(document.QuerySelectorAll("a[href^='#t']"), link => Assert.NotNull(document.QuerySelector(link.GetAttribute("href")!)));
    }

    [Fact]
    public void Write_NoTakes_SaysThatNothingWasMeasured()
    {
        IDocument page = Parse(Render(FixtureRun.Build([], repeats: 1, [FixtureRun.Recognizer])));

        Assert.Contains("Anything: the plan has no takes.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("nothing to draw", page.Body.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_AudioNotThere_HasNoLink()
    {
        var page = new ReportPage(FixtureRun.Small) { Draw = (_, _) => NoDrawing, HasAudio = _ => false };
        using var output = new StringWriter();
        page.Write(output);

        Assert.Empty(Parse(output.ToString()).QuerySelectorAll("a.play"));
        Assert.Contains("audio not kept", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_AcceptedFormFitsBest_MarksTheFormNotTheText()
    {
        var utterance = new Utterance("n1", "It costs $5.", "en", [], ["it costs five dollars"]);
        var take = new Take
        {
            Key = new TakeKey(FixtureRun.Sampled, "numbers", "n1", 0),
            Utterance = utterance,
            Synthesis = FixtureRun.Small.Takes[0].Take.Synthesis,
            Recognitions = [new RecognizedTake(FixtureRun.Recognizer, new() { Text = "It costs nine dollars." }, null)],
        };
        RunResult run = TakeScorer.Score(FixtureRun.Small.Info, [take]);

        IDocument page = Parse(Render(run));

        Assert.Equal("It costs $5.", page.QuerySelector("#texts details .text")!.InnerHtml);
        Assert.Equal("Compared as: it costs five dollars", page.QuerySelector("#texts details .form")!.TextContent.Trim());
        Assert.Equal("five", Assert.Single(page.QuerySelectorAll("#texts details .w3")).TextContent);
        Assert.Equal("five→nine", page.QuerySelector("#texts details .sub")!.TextContent);
    }

    private static string Render(RunResult run)
    {
        using var output = new StringWriter();
        new ReportPage(run) { Draw = (_, _) => NoDrawing }.Write(output);
        return output.ToString();
    }

    private static string RenderWithCharts(RunResult run)
    {
        using var output = new StringWriter();
        new ReportPage(run).Write(output);
        return output.ToString();
    }

    // strict: the parser throws at the first error instead of repairing it
    private static IDocument Parse(string page) => new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(page);

    private static int Count(string text, string part) => (text.Length - text.Replace(part, string.Empty, StringComparison.Ordinal).Length) / part.Length;
}
