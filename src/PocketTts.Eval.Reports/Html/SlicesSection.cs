using System.Collections.Immutable;
using PocketTts.Eval.Reports.Model;
using PocketTts.Eval.Reports.Plots;

namespace PocketTts.Eval.Reports.Html;

/// <summary>Faulty words by kind of text: small multiples on one scale, and the numbers.</summary>
internal static class SlicesSection
{
    public static void Write(HtmlWriter html, ReportModel model, ChartFigures figures)
    {
        using (html.Element("section", ("id", "slices"), ("aria-labelledby", "slices-title")))
        {
            html.Leaf("h2", "Kinds of texts", ("id", "slices-title"));
            if (model.Slices.IsEmpty)
            {
                html.Leaf("p", "All texts are of one kind: no tag, length or language splits them.");
                return;
            }

            html.Leaf(
                "p",
                "Share of words with any fault (lost, mangled, replaced, repeated, merged, split) by length, tag and language, all on one scale, with 95 % intervals that treat all takes of a text as one draw. Many kinds are looked at: an interval beyond another here and there is chance."
                + (model.Slices.Length > Slice.Limit ? $" The {Slice.Limit} with most words are drawn; the table has all {Formatting.Count(model.Slices.Length)}." : string.Empty),
                ("class", "muted"));
            figures.WritePanels(html, ReportCharts.SlicePanels(model));
            using (html.Element("details"))
            {
                html.Leaf("summary", "The numbers");
                Tables.Write(
                    html,
                    "Faulty words ÷ words by kind of text.",
                    [new("kind", "Kind", false, "Length, tag or language."), new("texts", "Texts", true, "Texts of this kind."), .. model.Systems.Select(s => new SummaryColumn("rate", s.Label, true, "Share of words with any fault, with its 95 % interval."))],
                    [.. model.Slices.Select(s => (ImmutableArray<string>)
                    [
                        s.Title,
                        Formatting.Count(s.Texts),
                        .. s.Values.Select(v => v is null ? Formatting.Unknown : Answers.Rate(v.Rate, v.Interval)),
                    ])]);
            }
        }

        html.Line();
    }
}
