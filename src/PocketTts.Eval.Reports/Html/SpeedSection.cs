using System.Collections.Immutable;
using PocketTts.Eval.Reports.Model;
using PocketTts.Eval.Reports.Plots;
using PocketTts.Eval.Reports.Summaries;

namespace PocketTts.Eval.Reports.Html;

/// <summary>Time and memory, machine by machine.</summary>
internal static class SpeedSection
{
    public static void Write(HtmlWriter html, ReportModel model, ChartFigures figures)
    {
        using (html.Element("section", ("id", "speed"), ("aria-labelledby", "speed-title")))
        {
            html.Leaf("h2", "Speed", ("id", "speed-title"));
            html.Leaf("p", "RTF = synthesis time ÷ audio time (smaller is better); RTFx = audio time ÷ synthesis time (larger is better). Cached, warm-up and disturbed timings do not count.", ("class", "muted"));
            int place = 0;
            foreach (IGrouping<string, ReportSystem> machine in model.Machines)
            {
                ImmutableArray<ReportSystem> systems = [.. machine];
                if (model.Machines.Length > 1)
                {
                    html.Leaf("h3", $"{SummaryTableBuilder.Machine(systems[0].Run.Info.Machine)} ({machine.Key})", ("dir", "auto"));
                }

                WriteTable(html, systems);
                Chart[] charts = [.. SpeedCharts.Of(model, systems, place++)];
                if (charts.Length == 0)
                {
                    html.Leaf("p", "Nothing was timed.");
                }

                figures.WriteAll(html, charts);
            }
        }

        html.Line();
    }

    private static void WriteTable(HtmlWriter html, ImmutableArray<ReportSystem> systems) => Tables.Write(
        html,
        "Speed and memory by system, over takes with a usable timing.",
        [
            new("system", "System", false, "Synthesizer set-up."),
            new("takes", "Timed takes", true, "Takes with a usable timing."),
            new("rtf", "RTF median", true, "Smaller is better."),
            new("rtf95", "RTF p95", true, "95 % of takes are no slower; needs 20 takes."),
            new("rtfx", "RTFx", true, "Larger is better."),
            new("first", "First audio", true, "Median time to the first sound."),
            new("audio", "Audio", true, "Total audio of the timed takes."),
            new("threads", "Threads", true, "Threads one synthesis uses for model arithmetic."),
            new("slope", "Memory trend", true, "Theil–Sen slope of the working set after each take with its 95 % interval."),
        ],
        [.. systems.Select(s => ImmutableArray.Create(
            s.Label,
            Formatting.Count(s.Summary.Speed.EligibleTakes),
            Formatting.Ratio(s.Summary.Speed.RtfMedian),
            Formatting.Ratio(s.Summary.Speed.RtfP95),
            Formatting.Ratio(s.Summary.Speed.Rtfx),
            Formatting.Seconds(s.Summary.Speed.FirstAudioSecondsMedian),
            s.Summary.Speed.EligibleTakes == 0 ? Formatting.Unknown : Formatting.Duration(s.Summary.Speed.AudioSeconds),
            Formatting.Count(s.System.Info?.ThreadCount),
            SpeedCharts.MemorySlope(s)))]);
}
