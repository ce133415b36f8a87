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
            .. model.Systems.SelectMany(s => s.Summary.Failures, (system, count) => ImmutableArray.Create(system.Label, "failure", count.Key, Formatting.Count(count.Value))),
            .. model.Systems.SelectMany(s => s.Summary.Warnings, (system, count) => ImmutableArray.Create(system.Label, "warning", count.Key, Formatting.Count(count.Value))),
            .. model.Systems.Where(s => s.Verdicts is not null).SelectMany(
                s => s.Verdicts!.TakeRates, (system, rate) => ImmutableArray.Create(system.Label, "take fault", rate.Name, $"{Formatting.Count(rate.Raw)} ({Formatting.Count(rate.Confirmed)} confirmed)")),
        ];
        if (rows.IsEmpty)
        {
            return;
        }

        html.Leaf("h3", "Failures, warnings and faults of takes", ("id", "events-title"));
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
}
