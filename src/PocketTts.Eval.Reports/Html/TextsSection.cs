using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Reports.Summaries;

namespace PocketTts.Eval.Reports.Html;

/// <summary>
/// Every text, worst first. The page stays small in one way: texts are written with all their takes until the section has
/// reached its budget; the rest get a line each, and when that too is full, a count. The page says how many.
/// </summary>
internal sealed class TextsSection
{
    // from here on the browser lays out only what is on the screen
    private const int ManyTexts = 200;

    private const int SummaryLimit = 280;
    private const int TextLimit = 20_000;

    private readonly RunResult _result;
    private readonly ImmutableArray<TextReport> _texts;
    private readonly StringBuilder _content = new();
    private readonly int _detailed;
    private readonly int _lines;

    /// <summary>Writes the texts into a buffer until the budget is spent.</summary>
    /// <param name="result">The run.</param>
    /// <param name="texts">Its texts, worst first.</param>
    /// <param name="hasAudio">Says whether the sound with that hash lies beside the page.</param>
    /// <param name="detailBudget">Characters for texts with all their takes.</param>
    /// <param name="lineBudget">Characters for lines after that.</param>
    public TextsSection(RunResult result, ImmutableArray<TextReport> texts, Func<string, bool> hasAudio, int detailBudget, int lineBudget)
    {
        _result = result;
        _texts = texts;
        using var buffer = new StringWriter(_content, CultureInfo.InvariantCulture);
        var html = new HtmlWriter(buffer);
        var takes = new TakeView(html, result.Info, hasAudio);
        while (_detailed < texts.Length && _content.Length < detailBudget)
        {
            WriteText(html, texts[_detailed++], takes);
        }

        while (_detailed + _lines < texts.Length && _content.Length < detailBudget + lineBudget)
        {
            WriteLine(html, texts[_detailed + _lines++]);
        }
    }

    /// <summary>Fragments that lead to texts in the page, by corpus and id; texts that are left out have none.</summary>
    public Dictionary<(string Corpus, string UtteranceId), string> Links =>
        _texts.Take(_detailed + _lines).ToDictionary(text => (text.Corpus, text.Utterance.Id), text => "#" + Anchor(text));

    /// <summary>Writes the section.</summary>
    public void Write(HtmlWriter html)
    {
        using (html.Element("section", ("id", "texts"), ("class", _texts.Length > ManyTexts ? "many" : null), ("aria-labelledby", "texts-title")))
        {
            html.Leaf("h2", "Every text, worst first", ("id", "texts-title"));
            html.Leaf("p", "Sorted by word errors of all counted takes plus failed takes. Open a text to see each take word by word and to listen.");
            WriteLegend(html);
            if (_detailed < _texts.Length)
            {
                html.Leaf(
                    "p",
                    $"This run is too large for one page: the {Formatting.Count(_detailed)} texts with most trouble have all their takes here, the next {Formatting.Count(_lines)} have a line each"
                        + (_detailed + _lines < _texts.Length ? $", and {Formatting.Count(_texts.Length - _detailed - _lines, "text")} with the least trouble are left out" : string.Empty)
                        + ". Every take is in takes.csv.",
                    ("class", "note"));
            }

            if (_result.Digest is { } digest)
            {
                html.Leaf(
                    "p",
                    $"This run has {Formatting.Count(digest.TakeCount, "take")} of {Formatting.Count(digest.TextCount, "text")}: only the {Formatting.Count(_texts.Length, "text")} with most trouble are here, charts of single takes are left out; every number above counts all takes, and takes.csv and words.csv have them.",
                    ("class", "note"));
            }

            WriteFilter(html);
            html.Line();
            html.Fragment(_content);
        }
    }

    private static string Anchor(TextReport text) => "t" + text.Index.ToString(CultureInfo.InvariantCulture);

    private void WriteText(HtmlWriter html, TextReport text, TakeView takes)
    {
        using (html.Element("details", ("class", "u"), ("id", Anchor(text)), ("data-errors", Errors(text))))
        {
            using (html.Element("summary"))
            {
                WriteSummary(html, text);
            }

            WriteDetails(html, text, takes);
        }

        html.Line();
    }

    private void WriteLine(HtmlWriter html, TextReport text)
    {
        using (html.Element("div", ("class", "u"), ("id", Anchor(text)), ("data-errors", Errors(text))))
        {
            WriteSummary(html, text);
        }

        html.Line();
    }

    // errors and failures of each system of the plan, for the filter; a dash where the system has no take of the text
    private string Errors(TextReport text) => string.Join(
        ' ', _result.Info.Systems.Select((_, i) => text.Systems.FirstOrDefault(system => system.SystemIndex == i)?.Trouble.ToString(CultureInfo.InvariantCulture) ?? "-"));

    private static void WriteSummary(HtmlWriter html, TextReport text)
    {
        html.Leaf("span", text.Corpus + "/" + text.Utterance.Id, ("class", "id"));
        using (html.Element("span", ("class", "q"), ("dir", "auto")))
        {
            if (string.IsNullOrWhiteSpace(text.Utterance.Text))
            {
                html.Leaf("small", "(only blanks)");
            }

            WordColors.Write(html, text.Utterance.Text, text.Systems, SummaryLimit);
        }

        using (html.Element("span", ("class", "marks")))
        {
            foreach (TextOfSystem system in text.Systems)
            {
                using (html.Element("span", ("class", system.Trouble == 0 ? "mark" : "mark bad")))
                {
                    html.Leaf("bdi", system.SystemId);
                    html.Text(" " + Mark(system));
                }
            }
        }
    }

    private static string Mark(TextOfSystem system)
    {
        string errors = system.Words == 0 && system.Errors == 0
            ? "not compared"
            : $"{Formatting.Count(system.Errors, "error")} in {Formatting.Count(system.Words, "word")}";
        return system.FailedTakes == 0 ? errors : errors + $", {Formatting.Count(system.FailedTakes)} of {Formatting.Count(system.Takes.Length, "take")} failed";
    }

    private static void WriteDetails(HtmlWriter html, TextReport text, TakeView takes)
    {
        using (html.Element("div", ("class", "systems")))
        {
            foreach (TextOfSystem system in text.Systems)
            {
                using (html.Element("div", ("class", "s"), ("data-system", system.SystemIndex.ToString(CultureInfo.InvariantCulture))))
                {
                    html.Leaf("h3", system.SystemId, ("dir", "auto"));
                    using (html.Element("p", ("class", "text"), ("dir", "auto"), ("tabindex", text.Utterance.Text.Length > 1000 ? "0" : null)))
                    {
                        WordColors.Write(html, text.Utterance.Text, [system], TextLimit);
                    }

                    WordColors.WriteOtherForms(html, text.Utterance.Text, system);
                    takes.WriteAll(system);
                }
            }
        }
    }

    private void WriteLegend(HtmlWriter html)
    {
        using (html.Element("p", ("class", "legend")))
        {
            html.Text("Words that were lost or heard as another word" + (_result.Info.Recognizers.IsEmpty ? string.Empty : $" by {_result.Info.Recognizers[0].Id}") + ": ");
            foreach ((string css, string meaning) in WordColors.Legend)
            {
                html.Leaf("span", meaning, ("class", css));
                html.Text("  ");
            }

            html.Text(" In a take: ");
            html.Leaf("del", "lost");
            html.Text(" ");
            html.Leaf("ins", "inserted");
            html.Text(" ");
            using (html.Element("span", ("class", "sub")))
            {
                html.Leaf("span", "text");
                html.Text("→");
                html.Leaf("b", "heard");
            }
        }
    }

    // shown by the script: without it the filter could do nothing
    private void WriteFilter(HtmlWriter html)
    {
        using (html.Element("form", ("id", "filter"), ("hidden", string.Empty), ("autocomplete", "off")))
        {
            using (html.Element("label"))
            {
                html.Text("System ");
                using (html.Element("select", ("id", "system")))
                {
                    html.Leaf("option", "all", ("value", string.Empty));
                    for (int i = 0; i < _result.Info.Systems.Length; i++)
                    {
                        html.Leaf("option", _result.Info.Systems[i].Id, ("value", i.ToString(CultureInfo.InvariantCulture)));
                    }
                }
            }

            using (html.Element("label"))
            {
                html.Text("Text ");
                html.Void("input", ("id", "search"), ("type", "search"), ("placeholder", "word or id"));
            }

            using (html.Element("label"))
            {
                html.Void("input", ("id", "only"), ("type", "checkbox"));
                html.Text(" only texts with errors");
            }

            html.Void("output", ("id", "shown"), ("aria-live", "polite"));
        }
    }
}
