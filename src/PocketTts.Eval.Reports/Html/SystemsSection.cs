using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Verdicts;
using PocketTts.Eval.Reports.Model;
using PocketTts.Eval.Reports.Plots;

namespace PocketTts.Eval.Reports.Html;

/// <summary>The table of systems: a column a system, a row a number, so that systems are read side by side.</summary>
internal static class SystemsSection
{
    public static void Write(HtmlWriter html, ReportModel model, ChartFigures figures)
    {
        using (html.Element("section", ("id", "systems"), ("aria-labelledby", "systems-title")))
        {
            html.Leaf("h2", "Systems", ("id", "systems-title"));
            html.Leaf(
                "p",
                "In brackets 95 % intervals that treat all takes of a text as one draw. Raw: as heard. Confirmed: two independent signs agree, and it is not the text's or the recognizer's fault. Corrected: raw, corrected by how often this recognizer misses and invents such faults."
                + (model.Systems.Length > 1 ? " “Best” stands only where a system is better than every other one of the table beyond chance (paired by text, Holm-corrected over all these questions)." : string.Empty),
                ("class", "muted"));
            SystemTable.Write(html, model);
            WriteEvents(html, model);
            figures.WriteAll(html, ReportCharts.Words(model));
        }

        html.Line();
    }

    private static void WriteEvents(HtmlWriter html, ReportModel model)
    {
        ImmutableArray<ImmutableArray<string>> rows =
        [
            .. model.Systems.Select(s => ImmutableArray.Create(
                s.Label,
                Join(s.Summary.Failures.Select(f => $"{f.Key} {Formatting.Count(f.Value)}")),
                Join(s.Summary.Warnings.Select(w => $"{w.Key} {Formatting.Count(w.Value)}")),
                Join((s.Verdicts?.TakeRates ?? []).OrderByDescending(r => r.Raw).Select(r => $"{r.Name} {Formatting.Count(r.Raw)}" + (r.Confirmed > 0 ? $" ({Formatting.Count(r.Confirmed)} confirmed)" : string.Empty))))),
        ];
        if (rows.All(r => r[1..].All(cell => cell == "none")))
        {
            return;
        }

        html.Leaf("h3", "Failures, warnings and faults of takes", ("id", "events-title"));
        Tables.Write(
            html,
            "What happened, with the number of takes; each take below has the particulars.",
            [
                new("system", "System", false, "Synthesizer set-up."),
                new("failures", "Failures", false, "Stage and reason; they count as errors."),
                new("warnings", "Warnings", false, "They do not count as errors."),
                new("faults", "Faults of takes", false, "Verdicts on takes as a whole."),
            ],
            rows);
    }

    private static string Join(IEnumerable<string> parts) => string.Join(", ", parts) is { Length: > 0 } text ? text : "none";
}
