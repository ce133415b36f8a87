using PocketTts.Eval.Core.Verdicts;
using PocketTts.Eval.Reports.Model;
using PocketTts.Eval.Reports.Plots;

namespace PocketTts.Eval.Reports.Html;

/// <summary>Whether faults come by chance or always, and where in the text.</summary>
internal static class RepeatsSection
{
    public static void Write(HtmlWriter html, ReportModel model, ChartFigures figures)
    {
        using (html.Element("section", ("id", "repeats"), ("aria-labelledby", "repeats-title")))
        {
            html.Leaf("h2", "Repeats and place in the text", ("id", "repeats-title"));
            using (html.Element("ul"))
            {
                foreach (ReportSystem system in model.Systems)
                {
                    html.Leaf("li", $"{system.Label}: {Sentence(system)}", ("dir", "auto"));
                }
            }

            Chart?[] charts = [ReportCharts.Repeats(model), ReportCharts.Places(model)];
            if (charts.All(c => c is null))
            {
                html.Leaf("p", "There is nothing to draw: no take was compared.");
            }
            else
            {
                figures.WriteAll(html, charts.OfType<Chart>());
            }
        }

        html.Line();
    }

    private static string Sentence(ReportSystem system)
    {
        if (system.Summary.IsDeterministic == true)
        {
            return $"deterministic: every repeat gave identical sound, so its {Formatting.Count(system.Summary.PlannedTakes, "take")} count as {Formatting.Count(system.Summary.DistinctTakes)}, and every fault is systematic.";
        }

        if (system.Verdicts?.Stability is not { Words: > 0 } stability)
        {
            return "no word was judged in two different takes.";
        }

        string pass = stability is { PassAll: { } all, TakesDrawn: { } drawn } ? $" All of {Formatting.Count(drawn)} takes of a text are without a major fault with a chance of {Formatting.Percent(all)}." : string.Empty;
        string effective = stability.Homogeneity is { EffectiveTakes: { } takes } ? $" Its takes are worth {Formatting.Count((long)Math.Round(takes))} independent ones." : string.Empty;
        return $"of {Formatting.Count(stability.Words, "word")} with several takes {Formatting.Count(stability.AlwaysWrong)} are always wrong, {Formatting.Count(stability.SometimesWrong)} now and then, {Formatting.Count(stability.NeverWrong)} never.{pass}{effective}";
    }
}
