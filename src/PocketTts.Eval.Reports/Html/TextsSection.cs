using System.Collections.Immutable;
using PocketTts.Eval.Core.Verdicts;
using PocketTts.Eval.Reports.Model;
using PocketTts.Eval.Reports.Sounds;

namespace PocketTts.Eval.Reports.Html;

/// <summary>Every text, worst first: the script draws the heat map into it, and without a script there is a plain list.</summary>
internal static class TextsSection
{
    private const int WorstWordLimit = 12;

    public static void Write(HtmlWriter html, ReportModel model, PageData data, IPageSounds sounds, int plainBudget)
    {
        using (html.Element("section", ("id", "texts"), ("aria-labelledby", "texts-title")))
        {
            html.Leaf("h2", "Every text, worst first", ("id", "texts-title"));
            WriteWorstWords(html, model, data);
            WriteLegend(html, model);
            if (data.Detailed < model.Texts.Length)
            {
                html.Leaf(
                    "p",
                    $"This report is too large for one page: the {Formatting.Count(data.Detailed)} texts with most trouble have all their takes here, the next {Formatting.Count(data.Lines)} have a line each"
                        + (data.Detailed + data.Lines < model.Texts.Length ? $", and {Formatting.Count(model.Texts.Length - data.Detailed - data.Lines, "text")} with the least trouble are left out" : string.Empty)
                        + ". Every take is in takes.csv.",
                    ("class", "note"));
            }

            using (html.Element("div", ("id", "explorer")))
            {
            }

            html.Line();
            using (html.Element("noscript"))
            {
                PlainTexts.Write(html, model, sounds, plainBudget);
            }
        }

        html.Line();
    }

    private static void WriteLegend(HtmlWriter html, ReportModel model)
    {
        using (html.Element("p", ("class", "legend")))
        {
            html.Text("In a text, words are marked by how often they were not said right, with the number of takes: ");
            html.Leaf("span", "fewer than half", ("class", "w1"));
            html.Text(" ");
            html.Leaf("span", "half or more", ("class", "w2"));
            html.Text(" ");
            html.Leaf("span", "every take", ("class", "w3"));
            html.Text(model.Runs.All(r => r.RecognizerId is null) ? "." : $". As heard by {string.Join(", ", model.Runs.Select(r => r.RecognizerId).OfType<string>().Distinct(StringComparer.Ordinal))}.");
        }
    }

    private static void WriteWorstWords(HtmlWriter html, ReportModel model, PageData data)
    {
        var words = model.Runs
            .SelectMany(r => WordFaultText.Worst(r.Result).Where(w => w.RecognizerId == r.RecognizerId), (run, word) => (run, word))
            .OrderByDescending(w => w.word.Word.Wrong)
            .ThenByDescending(w => (double)w.word.Word.Wrong / w.word.Word.CountedTakes)
            .ToList();
        if (words.Count == 0)
        {
            html.Leaf("p", "No word has a fault in a take with sound.");
            return;
        }

        using (html.Element("details", ("class", "worst")))
        {
            html.Leaf("summary", $"Worst words ({(words.Count > WorstWordLimit ? $"the first {WorstWordLimit} of {Formatting.Count(words.Count)}" : Formatting.Count(words.Count))})");
            var shown = words.Take(WorstWordLimit).ToList();
            Tables.Write(
                html,
                "Words with a fault in most takes.",
                [
                    new("word", "Word", false, "Word of the text, normalized, in its context."),
                    new("system", "System", false, "Synthesizer set-up."),
                    new("text", "Text", false, "Where it stands."),
                    new("wrong", "How often", false, "Takes with each verdict."),
                    new("heard", "Heard instead", false, "What was heard in its place."),
                ],
                [.. shown.Select(w => ImmutableArray.Create(
                    WordFaultText.Context(w.word.Word),
                    model.Systems.First(s => s.Run == w.run && s.Id == w.word.SystemId).Label,
                    w.word.Word.Corpus + "/" + w.word.Word.UtteranceId,
                    WordFaultText.Counts(w.word.Word) + (w.word.Word.IsTextOrRecognizer ? " (text or recognizer)" : string.Empty),
                    WordFaultText.Heard(w.word.Word)))],
                (row, column) => column == 2 && TextOf(model, shown[row].run, shown[row].word.Word) is { } text ? data.LinkTo(text) : null);
        }
    }

    private static ReportText? TextOf(ReportModel model, ReportRun run, WordFaults word) =>
        model.Texts.FirstOrDefault(t => t.Utterance.Id == word.UtteranceId && t.Corpus == word.Corpus && t.Systems.Any(s => s.System.Run.Index == run.Index));
}
