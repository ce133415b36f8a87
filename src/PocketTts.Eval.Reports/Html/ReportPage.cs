using System.Collections.Immutable;
using System.Globalization;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Reports.Plots;
using PocketTts.Eval.Reports.Summaries;

namespace PocketTts.Eval.Reports.Html;

/// <summary>
/// <c>report.html</c>: one file that opens from disk without a network. From the top: the answer, the systems, charts,
/// the worst words, every text with its takes, how it was measured.
/// </summary>
internal sealed class ReportPage
{
    private const int WorstWordLimit = 25;
    private const int WideChart = 1100;
    private const int NarrowChart = 400;

    // the shapes of the plots, in their order
    private static readonly string[] SeriesShapes = ["●", "▲", "■", "◆", "○", "△"];

    private readonly RunResult _result;
    private readonly SummaryTable _table;
    private readonly ImmutableArray<TextReport> _texts;

    /// <summary>Prepares a page.</summary>
    /// <param name="result">The run.</param>
    public ReportPage(RunResult result)
    {
        _result = result;
        _table = SummaryTable.From(result);
        _texts = TextReport.Of(result);
    }

    /// <summary>Says whether the sound with that hash lies in the folder <c>audio/</c> beside the page.</summary>
    public Func<string, bool> HasAudio { get; init; } = _ => true;

    /// <summary>Characters of the list of texts that are spent on texts with all their takes; a page of 15 MB opens in a few seconds.</summary>
    public int DetailBudget { get; init; } = 10_000_000;

    /// <summary>Characters that are spent on lines for the texts that then remain.</summary>
    public int LineBudget { get; init; } = 2_000_000;

    /// <summary>Draws charts; replaced in tests that compare the rest of the page.</summary>
    public Func<Chart, int, string> Draw { get; init; } = ChartRenderer.Svg;

    /// <summary>Writes the page.</summary>
    public void Write(TextWriter output)
    {
        var html = new HtmlWriter(output);
        var textsSection = new TextsSection(_result, _texts, HasAudio, DetailBudget, LineBudget);
        html.Doctype();
        using (html.Element("html", ("lang", "en")))
        {
            using (html.Element("head"))
            {
                html.Void("meta", ("charset", "utf-8"));
                html.Void("meta", ("http-equiv", "Content-Security-Policy"), ("content", PageAssets.Policy));
                html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
                html.Void("meta", ("name", "color-scheme"), ("content", "light dark"));
                html.Void("meta", ("name", "referrer"), ("content", "no-referrer"));
                html.Leaf("title", _result.Info.Name + " · PocketTts.Eval");
                html.Line();
                html.Style(PageAssets.Style);
            }

            using (html.Element("body"))
            {
                WriteHeader(html);
                using (html.Element("main"))
                {
                    WriteSystems(html);
                    WriteCharts(html);
                    WriteWorstWords(html, textsSection.Links);
                    WriteEvents(html);
                    textsSection.Write(html);
                    MethodSection.Write(html, _result);
                }

                html.Line();
                html.Leaf("footer", $"Written by PocketTts.Eval {_result.Info.ToolVersion} from the facts in this folder. The same run command writes it again.");
                html.Line();
                html.Script(PageAssets.Script);
            }
        }

        html.Line();
    }

    private void WriteHeader(HtmlWriter html)
    {
        RunInfo info = _result.Info;
        using (html.Element("header"))
        {
            html.Leaf("h1", info.Name, ("dir", "auto"));
            html.Leaf(
                "p",
                $"{RunFacts.Status(info.Status)} · {Formatting.Time(info.CreatedUtc)} · {Formatting.Count(info.Systems.Length, "system")} · {Formatting.Count(_result.Digest?.TextCount ?? _texts.Length, "text")} · {Formatting.Count(info.Repeats, "take")} each · {string.Join(", ", info.Recognizers.Select(recognizer => recognizer.Id))}",
                ("class", "muted"));
            using (html.Element("ul", ("class", "answers")))
            {
                foreach (string answer in _table.Answers)
                {
                    html.Leaf("li", answer, ("dir", "auto"));
                }
            }

            using (html.Element("nav", ("aria-label", "sections")))
            {
                foreach ((string anchor, string title) in new[] { ("systems", "Systems"), ("charts", "Charts"), ("words", "Worst words"), ("texts", "Every text"), ("method", "How it was measured") })
                {
                    html.Leaf("a", title, ("href", "#" + anchor));
                    html.Text(" ");
                }
            }
        }

        html.Line();
    }

    private void WriteSystems(HtmlWriter html)
    {
        using (html.Element("section", ("id", "systems"), ("aria-labelledby", "systems-title")))
        {
            html.Leaf("h2", "Systems", ("id", "systems-title"));
            Tables.Write(
                html,
                "Rates are per word of the text. RTF = synthesis time ÷ audio time (smaller is better); RTFx = audio time ÷ synthesis time (larger is better).",
                [.. _table.Columns],
                _table.Rows);
            List(html, _table.Notes);
            html.Leaf("h3", "Not measured");
            List(html, _table.NotMeasured);
        }

        html.Line();
    }

    private static void List(HtmlWriter html, ImmutableArray<string> items)
    {
        using (html.Element("ul"))
        {
            foreach (string item in items)
            {
                html.Leaf("li", item, ("dir", "auto"));
            }
        }
    }

    private void WriteCharts(HtmlWriter html)
    {
        using (html.Element("section", ("id", "charts"), ("aria-labelledby", "charts-title")))
        {
            html.Leaf("h2", "Charts", ("id", "charts-title"));
            ImmutableArray<Chart> charts = ReportCharts.Of(_result);
            if (charts.IsEmpty)
            {
                html.Leaf("p", "There is nothing to draw: no take was compared or timed.");
            }

            foreach (Chart chart in charts)
            {
                using (html.Element("figure"))
                {
                    html.Leaf("h3", chart.Title);
                    WriteLegend(html, chart);
                    InlineSvg.Write(html, Draw(chart, WideChart), chart.Name + "-w-", "wide", chart.Description);
                    InlineSvg.Write(html, Draw(chart, NarrowChart), chart.Name + "-n-", "narrow", chart.Description);
                    html.Leaf("figcaption", chart.Description);
                }

                html.Line();
            }
        }
    }

    private static void WriteLegend(HtmlWriter html, Chart chart)
    {
        if (chart.Series.IsEmpty)
        {
            return;
        }

        using (html.Element("p", ("class", "key")))
        {
            foreach (ChartSeries series in chart.Series)
            {
                using (html.Element("span"))
                {
                    int style = series.Index % SeriesShapes.Length;
                    html.Leaf("span", SeriesShapes[style], ("class", string.Create(CultureInfo.InvariantCulture, $"k{style}")), ("aria-hidden", "true"));
                    html.Leaf("bdi", " " + series.Label);
                }

                html.Text(" ");
            }
        }
    }

    private void WriteWorstWords(HtmlWriter html, Dictionary<(string Corpus, string UtteranceId), string> links)
    {
        using (html.Element("section", ("id", "words"), ("aria-labelledby", "words-title")))
        {
            html.Leaf("h2", "Worst words", ("id", "words-title"));
            ImmutableArray<WorstWord> all = WorstWords.Of(_result);
            if (all.IsEmpty)
            {
                html.Leaf("p", "No word was lost or substituted in a take with sound.");
                return;
            }

            Tables.Write(
                html,
                all.Length <= WorstWordLimit
                    ? "Words that were lost or heard as another word."
                    : $"The first {Formatting.Count(WorstWordLimit)} of {Formatting.Count(all.Length)} words that were lost or heard as another word; the texts below mark all of them.",
                [
                    new("word", "Word", false, "Word of the text, normalized."),
                    new("system", "System", false, "Synthesizer set-up."),
                    new("text", "Text", false, "Where it stands."),
                    new("wrong", "Wrong in", true, "Takes in which it was lost or another word was heard."),
                    new("heard", "What became of it", false, "Lost, or what was heard in its place."),
                ],
                [.. all.Take(WorstWordLimit).Select(word => ImmutableArray.Create(
                    word.Trouble.Word,
                    word.SystemId,
                    word.Trouble.Corpus + "/" + word.Trouble.UtteranceId,
                    $"{Formatting.Count(word.Trouble.Wrong)} of {Formatting.Count(word.Trouble.CountedTakes, "take")}",
                    WorstWords.Describe(word.Trouble)))],
                (row, column) => column == 2 ? links.GetValueOrDefault((all[row].Trouble.Corpus, all[row].Trouble.UtteranceId)) : null);
        }

        html.Line();
    }

    private void WriteEvents(HtmlWriter html)
    {
        ImmutableArray<ImmutableArray<string>> rows =
        [
            .. _result.Systems.SelectMany(system => system.Failures, (system, count) => ImmutableArray.Create(system.SystemId, "failure", count.Key, Formatting.Count(count.Value))),
            .. _result.Systems.SelectMany(system => system.Warnings, (system, count) => ImmutableArray.Create(system.SystemId, "warning", count.Key, Formatting.Count(count.Value))),
        ];
        if (rows.IsEmpty)
        {
            return;
        }

        using (html.Element("section", ("aria-labelledby", "events-title")))
        {
            html.Leaf("h2", "Failures and warnings", ("id", "events-title"));
            Tables.Write(
                html,
                "Number of takes by what happened; each take below has the particulars.",
                [
                    new("system", "System", false, "Synthesizer set-up."),
                    new("kind", "Kind", false, "Failures count as errors, warnings do not."),
                    new("code", "What", false, "Stable identifier."),
                    new("takes", "Takes", true, "Takes it happened in."),
                ],
                rows);
        }

        html.Line();
    }
}
