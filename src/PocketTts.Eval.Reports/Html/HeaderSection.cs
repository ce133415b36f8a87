using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Reports.Model;
using PocketTts.Eval.Reports.Summaries;

namespace PocketTts.Eval.Reports.Html;

/// <summary>The top of the page: the answer, the gate, the machine, what was not measured.</summary>
internal static class HeaderSection
{
    private const int OpenLimit = 3;

    public static void Write(HtmlWriter html, ReportModel model)
    {
        using (html.Element("header", ("class", "page")))
        {
            html.Leaf("p", "PocketTts.Eval report", ("class", "kind"));
            html.Leaf("h1", model.Title, ("dir", "auto"));
            foreach (ReportRun run in model.Runs)
            {
                RunInfo info = run.Info;
                int texts = model.TextsOf(run);
                html.Leaf(
                    "p",
                    (model.Runs.Length > 1 ? run.Label + " · " : string.Empty)
                        + $"{RunFacts.Status(info.Status)} · {Formatting.Time(info.CreatedUtc)} · {Formatting.Count(info.Systems.Length, "system")} · {Formatting.Count(texts, "text")} · {Formatting.Count(info.Repeats, "take")} each · heard by {(info.Recognizers.IsEmpty ? "no recognizer" : string.Join(", ", info.Recognizers.Select(r => r.Id)))}",
                    ("class", "muted"), ("dir", "auto"));
            }

            html.Leaf("p", Answers.Lead(model), ("class", "lead"), ("dir", "auto"));
            using (html.Element("ul", ("class", "answers")))
            {
                foreach ((ReportSystem system, string sentence) in Answers.Of(model))
                {
                    using (html.Element("li", ("dir", "auto")))
                    {
                        html.Leaf("b", system.Label);
                        html.Text(": " + sentence);
                    }
                }
            }

            WriteGates(html, model);
            foreach (string note in model.RunNotes())
            {
                html.Leaf("p", note, ("class", "note"), ("dir", "auto"));
            }

            using (html.Element("dl", ("class", "facts")))
            {
                foreach (IGrouping<string, ReportSystem> machine in model.Machines)
                {
                    html.Leaf("dt", "Machine");
                    html.Leaf("dd", $"{SummaryTableBuilder.Machine(machine.First().Run.Info.Machine)} ({machine.Key})" + (model.Machines.Length > 1 ? ": " + string.Join(", ", machine.Select(s => s.Label)) : string.Empty), ("dir", "auto"));
                }
            }

            WriteNotMeasured(html, model.NotMeasuredLines());
        }

        html.Line();
    }

    private static void WriteGates(HtmlWriter html, ReportModel model)
    {
        foreach (ReportRun run in model.Runs)
        {
            if (run.Gate is not { } gate)
            {
                continue;
            }

            using (html.Element("div", ("class", "gate " + gate.State switch { "pass" => "good", "fail" => "bad", _ => "warn" })))
            {
                using (html.Element("p", ("dir", "auto")))
                {
                    html.Leaf("b", model.Runs.Length > 1 ? $"Gate of {run.Label} " : "Gate ");
                    html.Text(gate.Headline);
                }

                Lists.Write(html, gate.Decisions);
            }
        }

        if (model.Runs.All(r => r.Gate is null))
        {
            html.Leaf("p", "No gate has judged " + (model.Runs.Length == 1 ? "this run." : "these runs."), ("class", "muted"));
        }
    }

    private static void WriteNotMeasured(HtmlWriter html, ImmutableArray<string> lines)
    {
        using (html.Element("details", ("class", "unmeasured"), ("open", lines.Length <= OpenLimit ? string.Empty : null)))
        {
            html.Leaf("summary", $"Not measured, and why ({Formatting.Count(lines.Length)})");
            Lists.Write(html, lines);
        }
    }
}
