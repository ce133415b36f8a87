using System.Collections.Immutable;
using PocketTts.Eval.Core.Speed;
using PocketTts.Eval.Reports.Plots;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace PocketTts.Eval.Reports.Speed;

/// <summary>Charts over many computers.</summary>
internal static class MachineCharts
{
    // the area within the axes of a chart of 900 x 380 pixels, roughly
    private const double AreaWidth = 800;
    private const double AreaHeight = 300;

    /// <summary>Charts that there is data for.</summary>
    public static ImmutableArray<Chart> Of(IReadOnlyList<SpeedRow> rows)
    {
        SpeedRow[] known = [.. rows.Where(r => r.Rtfx is > 0)];
        return [.. new[] { ByProcessor(known), ByThreads(known), ByLostWords(known) }.OfType<Chart>()];
    }

    private static Chart? ByProcessor(SpeedRow[] rows)
    {
        if (rows.Length == 0)
        {
            return null;
        }

        string[] systems = Systems(rows);
        string description = "RTFx (audio time ÷ time of synthesis or transcription, more is better) with 95 % interval: " + string.Join("; ", rows.Select(r => $"{Label(r)} on {SpeedReportTables.Processor(r)} {Formatting.Ratio(r.Rtfx)}")) + ".";
        return new Chart("rtfx-by-processor", "RTFx by processor", description, 110 + (30 * rows.Length) + (22 * systems.Length), Series(systems), plot =>
        {
            for (int i = 0; i < rows.Length; i++)
            {
                SpeedRow row = rows[i];
                double y = rows.Length - 1 - i;
                int index = Array.IndexOf(systems, row.SystemId);
                if (row.RtfxLow is { } low && row.RtfxHigh is { } high)
                {
                    plot.Add.Line(Math.Log10(low), y, Math.Log10(high), y).LineStyle = new LineStyle(3, ChartRenderer.SeriesColor(index));
                }

                plot.Add.Marker(Math.Log10(row.Rtfx!.Value), y, ChartRenderer.SeriesMarker(index), 11, ChartRenderer.SeriesColor(index));
            }

            plot.Add.VerticalLine(0, 1, Colors.Gray, LinePattern.Dashed);
            plot.Axes.Left.TickGenerator = new NumericManual([.. rows.Select((_, i) => (double)(rows.Length - 1 - i))], [.. rows.Select(r => $"{RowName(r, systems)}, {Threads(r)}{Doubts(r)}")]);
            plot.Axes.Left.MajorTickStyle.Length = 0;
            double[] ends = [.. rows.SelectMany(r => new[] { r.RtfxLow, r.Rtfx, r.RtfxHigh, 1 }).OfType<double>()];
            Logarithmic(plot.Axes.Bottom, ends);
            plot.XLabel("RTFx (audio time ÷ time of synthesis or transcription); 1 is real time");
            plot.Axes.SetLimits(Math.Log10(ends.Min()) - .15, Math.Log10(ends.Max()) + .3, -.7, rows.Length - .3 + (.75 * systems.Length));
            ChartStyle.Quiet(plot);
        });
    }

    // a row each: lines of many computers would lie upon each other, and their legend over them
    private static Chart? ByThreads(SpeedRow[] rows)
    {
        SpeedRow[][] lines = [.. rows.GroupBy(r => (r.SystemId, r.Machine.Fingerprint, r.Texts, r.Model, r.RuntimeVersion, r.Remark)).Select(g => g.OrderBy(r => r.ThreadCount).ToArray()).Where(g => g.Select(r => r.ThreadCount).Distinct().Count() > 1)];
        if (lines.Length == 0)
        {
            return null;
        }

        string[] systems = Systems([.. lines.SelectMany(l => l)]);
        string Name(SpeedRow[] line) => $"{line[0].SystemId}, {SpeedReportTables.Processor(line[0])}";
        string description = "Times as fast as with the fewest threads measured: " + string.Join("; ", lines.Select(l => $"{Name(l)} " + string.Join(", ", l.Select(r => $"{Threads(r)} {Formatting.Ratio(r.Rtfx / l[0].Rtfx)}")))) + ".";
        return new Chart("threads", "Speed against threads", description, 110 + (34 * lines.Length) + (22 * systems.Length), Series(systems), plot =>
        {
            for (int i = 0; i < lines.Length; i++)
            {
                SpeedRow[] line = lines[i];
                double y = lines.Length - 1 - i;
                int index = Array.IndexOf(systems, line[0].SystemId);
                double[] ratios = [.. line.Select(r => r.Rtfx!.Value / line[0].Rtfx!.Value)];
                double ideal = (double)line[^1].ThreadCount / line[0].ThreadCount;
                plot.Add.Line(1, y, ideal, y).LineStyle = new LineStyle(1, Colors.Gray, LinePattern.Dashed);
                plot.Add.Line(ratios.Min(), y, ratios.Max(), y).LineStyle = new LineStyle(3, ChartRenderer.SeriesColor(index));
                plot.Add.Marker(ideal, y, MarkerShape.VerticalBar, 14, Colors.Gray);
                for (int j = 0; j < line.Length; j++)
                {
                    plot.Add.Marker(ratios[j], y, ChartRenderer.SeriesMarker(index), 10, ChartRenderer.SeriesColor(index));
                }

                // the number of threads stands above its point, unless the neighbour is too near
                int last = -1;
                for (int j = line.Length - 1; j > 0; j--)
                {
                    if (last < 0 || Math.Abs(ratios[j] - ratios[last]) > .04 * Math.Max(ideal, ratios.Max()))
                    {
                        Write(plot, FormattableString.Invariant($"{line[j].ThreadCount}"), ratios[j], y, Alignment.LowerCenter, 0, -7);
                        last = j;
                    }
                }
            }

            plot.Add.VerticalLine(1, 1, Colors.Gray, LinePattern.Dashed);
            plot.Axes.Left.TickGenerator = new NumericManual([.. lines.Select((_, i) => (double)(lines.Length - 1 - i))], [.. lines.Select(l => $"{RowName(l[0], systems)}, from {Threads(l[0])}")]);
            plot.Axes.Left.MajorTickStyle.Length = 0;
            plot.XLabel("times as fast as with the fewest threads; numbers: threads, bar: ideal for the most");
            double most = lines.Max(l => Math.Max((double)l[^1].ThreadCount / l[0].ThreadCount, l.Max(r => r.Rtfx!.Value / l[0].Rtfx!.Value)));
            double least = lines.Min(l => l.Min(r => r.Rtfx!.Value / l[0].Rtfx!.Value));
            plot.Axes.SetLimits(Math.Min(.8, least - .1), most + (.35 * (most - 1)), -.7, lines.Length - .3 + (.7 * systems.Length));
            ChartStyle.Quiet(plot);
        });
    }

    private static Chart? ByLostWords(SpeedRow[] rows)
    {
        SpeedRow[] heard = [.. rows.Where(r => r.LostShare is not null)];
        if (heard.Length == 0)
        {
            return null;
        }

        string[] systems = Systems(heard);
        string description = "RTFx against lost words: " + string.Join("; ", heard.Select(r => $"{Label(r)} on {SpeedReportTables.Processor(r)} {Formatting.Ratio(r.Rtfx)}, {Formatting.PerThousand(r.LostShare)}")) + ".";
        return new Chart("rtfx-by-lost-words", "Speed against lost words", description, 380, Series(systems), plot =>
        {
            double[] ends = [.. heard.Select(r => r.Rtfx!.Value), 1];
            double most = Math.Max(1, 1000 * heard.Max(r => r.LostShare!.Value));
            double left = -.03 * most, right = 1.15 * most, bottom = Math.Log10(ends.Min()) - .2, top = Math.Log10(ends.Max()) + .3 + (.12 * systems.Length);
            (double X, double Y)[] points = [.. heard.Select(r => (1000 * r.LostShare!.Value, Math.Log10(r.Rtfx!.Value)))];
            string[] names = [.. heard.Select(r => FormattableString.Invariant($"{BriefProcessor(r, heard)} ×{r.ThreadCount}"))];
            ImmutableArray<Alignment?> places = LabelPlaces.Find([.. points.Select(p => ((p.X - left) / (right - left) * AreaWidth, (p.Y - bottom) / (top - bottom) * AreaHeight))], names, AreaWidth, AreaHeight);
            for (int i = 0; i < heard.Length; i++)
            {
                int index = Array.IndexOf(systems, heard[i].SystemId);
                plot.Add.Marker(points[i].X, points[i].Y, ChartRenderer.SeriesMarker(index), 11, ChartRenderer.SeriesColor(index));
                if (places[i] is { } place)
                {
                    (float x, float y) = place switch { Alignment.MiddleLeft => (9, 0), Alignment.MiddleRight => (-9, 0), Alignment.LowerCenter => (0, -9), _ => (0f, 9f) };
                    Write(plot, names[i], points[i].X, points[i].Y, place, x, y);
                }
            }

            Logarithmic(plot.Axes.Left, ends);
            plot.XLabel("lost words in ‰ (fewer is better); ×2: with 2 threads");
            plot.YLabel("RTFx (more is better)");
            plot.Axes.SetLimits(left, right, bottom, top);
            ChartStyle.Quiet(plot);
        });
    }

    private static void Write(Plot plot, string text, double x, double y, Alignment alignment, float right, float down)
    {
        ScottPlot.Plottables.Text label = plot.Add.Text(text, x, y);
        label.LabelFontName = PlotFont.Name;
        label.LabelFontSize = 12;
        label.LabelFontColor = Color.FromHex("#57606A");
        label.LabelAlignment = alignment;
        label.OffsetX = right;
        label.OffsetY = down;
    }

    private static string[] Systems(SpeedRow[] rows) => [.. rows.Select(r => r.SystemId).Distinct(StringComparer.Ordinal)];

    private static ImmutableArray<ChartSeries> Series(string[] systems) => [.. systems.Select((s, i) => new ChartSeries(i, Short(s)))];

    // beyond the colours there are, the name says it
    private static string RowName(SpeedRow row, string[] systems) =>
        Short((systems.Length > ChartRenderer.SeriesCount ? ChartStyle.Short(row.SystemId, 16) + ", " : string.Empty) + SpeedReportTables.Processor(row));

    private static string Doubts(SpeedRow row) => (row.IsNoisy ? ", noisy" : string.Empty) + (row.Contradiction is null ? string.Empty : ", contradictory");

    // what all processors of a maker are called says nothing
    private static string BriefProcessor(SpeedRow row, SpeedRow[] all)
    {
        string brief = Brief(row);
        return all.Any(r => r.Machine.Fingerprint != row.Machine.Fingerprint && Brief(r) == brief) ? $"{brief} ({row.Machine.Fingerprint[..Math.Min(4, row.Machine.Fingerprint.Length)]})" : brief;
    }

    private static string Brief(SpeedRow row) => ChartStyle.Short(
        string.Join(
            ' ',
            (row.Machine.CpuBrand ?? "unknown").Split('@')[0].Replace("(R)", " ", StringComparison.OrdinalIgnoreCase).Replace("(TM)", " ", StringComparison.OrdinalIgnoreCase)
                .Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => w is not ("CPU" or "Processor") && !w.EndsWith("-Core", StringComparison.Ordinal))),
        24);

    private static string Label(SpeedRow row) => $"{row.SystemId} ({Threads(row)})";

    private static string Threads(SpeedRow row) => row.ThreadCount == 1 ? "1 thread" : FormattableString.Invariant($"{row.ThreadCount} threads");

    private static string Short(string name) => ChartStyle.Short(name, 44);

    private static void Logarithmic(IAxis axis, double[] values)
    {
        double[] steps = [.. Enumerable.Range(-4, 10).SelectMany(e => new[] { 1, 2, 5 }, (e, m) => m * Math.Pow(10, e)).Where(v => v >= values.Min() / 1.5 && v <= values.Max() * 2)];
        if (steps.Length > 9)
        {
            steps = [.. steps.Where(s => Math.Abs(Math.Log10(s) - Math.Round(Math.Log10(s))) < 1e-9)];
        }

        axis.TickGenerator = new NumericManual([.. steps.Select(Math.Log10)], [.. steps.Select(s => Formatting.Significant(s, 1))]);
    }
}
