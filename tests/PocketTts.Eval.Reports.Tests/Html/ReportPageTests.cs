using System.Globalization;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Reports.Html;
using PocketTts.Eval.Reports.Model;
using PocketTts.Eval.Reports.Tests.Fixtures;
using PocketTts.Eval.Reports.Text;

namespace PocketTts.Eval.Reports.Tests.Html;

public sealed class ReportPageTests
{
    private const string NoDrawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"><rect/></svg>";

    public static TheoryData<string> CultureNames => Cultures.Names;

    [Theory]
    [MemberData(nameof(CultureNames))]
    public async Task Write_AnyCulture_HasTheExpectedParts(string culture)
    {
        string page = await Cultures.Under(culture, () => Task.FromResult(Render(FixtureRun.Small, plainBudget: 6_000)));

        Expectation.Matches("report-header.html", Between(page, "<header", "</header>"));
        Expectation.Matches("report-systems.html", Between(page, "<section id=\"systems\"", "</section>"));
        Expectation.Matches("report-texts.html", Between(page, "<section id=\"texts\"", "</section>"));
        Expectation.Matches("report-recognizer.html", Between(page, "<section id=\"recognizer\"", "</section>"));
        Expectation.Matches("report-method.html", Between(page, "<section id=\"method\"", "</section>"));
    }

    [Fact]
    public void Write_FixtureRun_IsStrictlyValidAndClosed()
    {
        // the parser calls the right end of a clipPath an error in strict mode: it compares the name without regard to the SVG case table
        IDocument page = Parse(RenderWithCharts(FixtureRun.Small).Replace("clipPath", "g", StringComparison.Ordinal));

        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(40, page.QuerySelectorAll("#texts noscript details.u").Length);
        Assert.Equal(2, page.QuerySelectorAll("script").Length);
        Assert.Equal("application/json", page.QuerySelector("script")!.GetAttribute("type"));
        Assert.Empty(page.QuerySelectorAll("[style], [onclick], [onerror], iframe, object, link, img"));
        Assert.True(page.QuerySelectorAll("figure svg[aria-label]").Length >= 12);
        string[] ids = [.. page.QuerySelectorAll("[id]").Select(element => element.Id!)];
        Assert.Equal(ids.Length, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.All(page.QuerySelectorAll("a[href^='#']"), link => Assert.Contains(link.GetAttribute("href")![1..], ids));
        string policy = page.QuerySelector("meta[http-equiv='Content-Security-Policy']")!.GetAttribute("content")!;
        Assert.StartsWith("default-src 'none'; script-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("data:", policy, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_FixtureRun_DataHoldEveryTakeWithItsVerdicts()
    {
        using JsonDocument data = Data(Render(FixtureRun.Small));

        JsonElement[] texts = [.. data.RootElement.GetProperty("texts").EnumerateArray()];
        Assert.Equal(40, texts.Length);
        long[] trouble = [.. texts.Select(t => t.GetProperty("s").EnumerateArray().Sum(s => s.GetProperty("m")[6].GetInt64()))];
        Assert.Equal(trouble.OrderDescending(), trouble);
        foreach (JsonElement text in texts)
        {
            JsonElement form = text.GetProperty("f")[0];
            string[] pieces = [.. form.GetProperty("p").EnumerateArray().Select(p => p.GetString()!)];
            Assert.Equal(VisibleText.Of(FixtureTexts.All[text.GetProperty("n").GetInt32()]), string.Concat(pieces));
            foreach (JsonElement system in text.GetProperty("s").EnumerateArray())
            {
                // identical repeats share an entry
                Assert.Equal(3, system.GetProperty("t").EnumerateArray().Sum(t => t.GetProperty("r").GetArrayLength()));
                Assert.All(
                    system.GetProperty("t").EnumerateArray().Where(t => t.TryGetProperty("q", out _)),
                    t => Assert.Equal((pieces.Length - 1) / 2, t.GetProperty("q")[0].GetProperty("c").GetString()!.Length));
            }
        }

        int faulty = FixtureRun.Small.Takes.Where(t => !t.RepeatsEarlierTake).SelectMany(t => t.Scores).Sum(s => s.Verdict.Words.Count(w => w.IsFault));
        Assert.Equal(faulty, texts.SelectMany(t => t.GetProperty("s").EnumerateArray()).Sum(s => s.GetProperty("m")[3].GetInt64()));
    }

    [Fact]
    public void Write_HostileTexts_ShowsEachAndRunsNone()
    {
        string[] texts = FuzzTexts.Read();

        string source = Render(HostileRun.Of(texts));

        Assert.Equal(481, texts.Length);
        IDocument page = Parse(source);
        Assert.Equal(2, page.QuerySelectorAll("script").Length);
        Assert.Empty(page.QuerySelectorAll("img, iframe, object, embed, style ~ style, base, [onerror], [onload]"));
        using JsonDocument data = Data(source);
        JsonElement[] shown = [.. data.RootElement.GetProperty("texts").EnumerateArray()];
        Assert.Equal(481, shown.Length);
        foreach (JsonElement text in shown)
        {
            string original = VisibleText.Of(texts[text.GetProperty("n").GetInt32()]);
            string joined = string.Concat(text.GetProperty("f")[0].GetProperty("p").EnumerateArray().Select(p => p.GetString()));
            Assert.True(original == joined || (text.GetProperty("f")[0].TryGetProperty("l", out JsonElement left) && left.GetInt32() > 0), original[..Math.Min(80, original.Length)]);
        }

        foreach (IElement plain in page.QuerySelectorAll("noscript details.u"))
        {
            string original = VisibleText.Of(texts[int.Parse(plain.Id![1..], CultureInfo.InvariantCulture)]);
            if (original.Length < 280)
            {
                IElement copy = (IElement)plain.QuerySelector(".q")!.Clone();
                foreach (IElement count in copy.QuerySelectorAll("sup").ToArray())
                {
                    count.Remove();
                }

                Assert.Equal(original, copy.TextContent);
            }
        }
    }

    [Fact]
    public void Write_TenThousandTakes_StaysUnderFifteenMegabytes()
    {
        RunResult run = LargeRun.Of(texts: 1000, repeats: 5);
        Assert.Equal(10_000, run.Takes.Length);

        string page = Render(run);

        Assert.InRange(page.Length, 3_000_000, 15_000_000);
        using JsonDocument data = Data(page);
        Assert.Equal(1000, data.RootElement.GetProperty("texts").EnumerateArray().Count(t => t.GetProperty("s")[0].TryGetProperty("t", out _)));
        Assert.DoesNotContain("too large for one page", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_BudgetSpent_HasLinesThenACount()
    {
        var page = new ReportPage(FixtureRun.Small) { Draw = (_, _) => NoDrawing, DetailBudget = 12_000, LineBudget = 2_000 };
        using var output = new StringWriter();
        page.Write(output);

        using JsonDocument data = Data(output.ToString());
        JsonElement[] texts = [.. data.RootElement.GetProperty("texts").EnumerateArray()];
        int details = texts.Count(t => t.GetProperty("s")[0].TryGetProperty("t", out _));
        Assert.InRange(details, 2, 20);
        Assert.InRange(texts.Length - details, 2, 20);
        Assert.Equal(
            $"This report is too large for one page: the {details} texts with most trouble have all their takes here, the next {texts.Length - details} have a line each, and {40 - texts.Length} texts with the least trouble are left out. Every take is in takes.csv.",
            Parse(output.ToString()).QuerySelector("#texts .note")!.TextContent);
    }

    [Fact]
    public void Write_NoTakes_SaysThatNothingWasMeasured()
    {
        IDocument page = Parse(Render(FixtureRun.Build([], repeats: 1, [FixtureRun.Recognizer])));

        Assert.Contains("Anything: the plan has no takes.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("nothing is known about words", page.QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Nothing was timed.", page.QuerySelector("#speed")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_AcceptedFormFitsBest_HasAHeatMapOfTheForm()
    {
        var utterance = new Utterance("n1", "It costs $5.", "en", [], ["it costs five dollars"]);
        var take = new Take
        {
            Key = new TakeKey(FixtureRun.Sampled, "numbers", "n1", 0),
            Utterance = utterance,
            Synthesis = FixtureRun.Small.Takes[0].Take.Synthesis,
            Recognitions = [new RecognizedTake(FixtureRun.Recognizer, new() { Text = "It costs nine dollars." }, null)],
        };

        using JsonDocument data = Data(Render(TakeScorer.Score(FixtureRun.Small.Info, [take], new() { Comparer = Core.Text.TextComparers.Get("plain") })));

        JsonElement text = data.RootElement.GetProperty("texts")[0];
        // no take was compared with the text itself, so it has no columns
        Assert.Equal(["It costs $5."], text.GetProperty("f")[0].GetProperty("p").EnumerateArray().Select(p => p.GetString()!));
        Assert.Equal(["", "it", " ", "costs", " ", "five", " ", "dollars", ""], text.GetProperty("f")[1].GetProperty("p").EnumerateArray().Select(p => p.GetString()!));
        Assert.Equal(1, text.GetProperty("f")[1].GetProperty("a").GetInt32());
        JsonElement score = text.GetProperty("s")[0].GetProperty("t")[0].GetProperty("q")[0];
        Assert.Equal(1, score.GetProperty("f").GetInt32());
        Assert.Matches(@"^\.\.[mr]\.$", score.GetProperty("c").GetString()!);
        Assert.Equal(["s", "five", "nine"], score.GetProperty("t")[2].EnumerateArray().Select(w => w.GetString()!));
    }

    private static string Render(RunResult run, int plainBudget = 1_000_000)
    {
        using var output = new StringWriter();
        new ReportPage(run) { Draw = (_, _) => NoDrawing, PlainBudget = plainBudget }.Write(output);
        return output.ToString();
    }

    private static string RenderWithCharts(RunResult run)
    {
        using var output = new StringWriter();
        new ReportPage(run).Write(output);
        return output.ToString();
    }

    // strict: the parser throws at the first error instead of repairing it
    private static IHtmlDocument Parse(string page) => new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(page);

    private static JsonDocument Data(string page) => JsonDocument.Parse(Between(page, "<script type=\"application/json\" id=\"data\">", "</script>")["<script type=\"application/json\" id=\"data\">".Length..^"</script>".Length]);

    private static string Between(string page, string start, string end)
    {
        int from = page.IndexOf(start, StringComparison.Ordinal);
        return page[from..(page.IndexOf(end, from, StringComparison.Ordinal) + end.Length)];
    }
}
