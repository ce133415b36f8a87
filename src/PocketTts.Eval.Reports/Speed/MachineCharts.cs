using System.Collections.Immutable;
using PocketTts.Eval.Core.Speed;
using PocketTts.Eval.Reports.Plots;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace PocketTts.Eval.Reports.Speed;

/// <summary>Charts over many computers.</summary>
internal static class MachineCharts
{
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
        string description = "RTFx (audio time ÷ synthesis time, more is better) with 95 % interval: " + string.Join("; ", rows.Select(r => $"{Label(r)} on {SpeedReportTables.Processor(r)} {Formatting.Ratio(r.Rtfx)}")) + ".";
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
            plot.Axes.Left.TickGenerator = new NumericManual([.. rows.Select((_, i) => (double)(rows.Length - 1 - i))], [.. rows.Select(r => $"{Short(SpeedReportTables.Processor(r))}, {Threads(r)}")]);
            plot.Axes.Left.MajorTickStyle.Length = 0;
            double[] ends = [.. rows.SelectMany(r => new[] { r.RtfxLow, r.Rtfx, r.RtfxHigh, 1 }).OfType<double>()];
            Logarithmic(plot.Axes.Bottom, ends);
            plot.XLabel("RTFx (audio time ÷ synthesis time); 1 is real time");
            plot.Axes.SetLimits(Math.Log10(ends.Min()) - .15, Math.Log10(ends.Max()) + .3, -.7, rows.Length - .3 + (.75 * systems.Length));
            ChartStyle.Quiet(plot);
        });
    }

    private static Chart? ByThreads(SpeedRow[] rows)
    {
        var lines = rows.GroupBy(r => (r.SystemId, r.Machine.Fingerprint)).Select(g => g.OrderBy(r => r.ThreadCount).ToArray()).Where(g => g.Length > 1 && g.Select(r => r.ThreadCount).Distinct().Count() > 1).ToArray();
        if (lines.Length == 0)
        {
            return null;
        }

        string Name(SpeedRow[] line) => $"{line[0].SystemId}, {Short(SpeedReportTables.Processor(line[0]))}";
        string description = "Speed against threads, 1 is the fewest measured: " + string.Join("; ", lines.Select(l => $"{Name(l)} " + string.Join(", ", l.Select(r => $"{Threads(r)} {Formatting.Ratio(r.Rtfx / l[0].Rtfx)}")))) + ".";
        return new Chart("threads", "Speed against threads", description, 340, [.. lines.Select((l, i) => new ChartSeries(i, Name(l)))], plot =>
        {
            for (int i = 0; i < lines.Length; i++)
            {
                var line = plot.Add.Scatter(lines[i].Select(r => (double)r.ThreadCount).ToArray(), lines[i].Select(r => r.Rtfx!.Value / lines[i][0].Rtfx!.Value).ToArray(), ChartRenderer.SeriesColor(i));
                line.MarkerStyle = new MarkerStyle(ChartRenderer.SeriesMarker(i), 10, ChartRenderer.SeriesColor(i));
                line.LineWidth = 2;
            }

            int most = lines.Max(l => l[^1].ThreadCount);
            int least = lines.Min(l => l[0].ThreadCount);
            plot.Add.Line(least, 1, most, (double)most / least).LineStyle = new LineStyle(1, Colors.Gray, LinePattern.Dashed);
            double[] threads = [.. lines.SelectMany(l => l).Select(r => (double)r.ThreadCount).Distinct().Order()];
            plot.Axes.Bottom.TickGenerator = new NumericManual(threads, [.. threads.Select(t => FormattableString.Invariant($"{t}"))]);
            plot.XLabel("threads");
            plot.YLabel("times as fast (dashed: ideal)");
            plot.Axes.SetLimits(least - .2, most + .2, 0, (1.15 + (.13 * lines.Length)) * Math.Max((double)most / least, lines.Max(l => l.Max(r => r.Rtfx!.Value / l[0].Rtfx!.Value))));
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
        return new Chart("rtfx-by-lost-words", "Speed against lost words", description, 340, Series(systems), plot =>
        {
            foreach (SpeedRow row in heard)
            {
                int index = Array.IndexOf(systems, row.SystemId);
                plot.Add.Marker(1000 * row.LostShare!.Value, Math.Log10(row.Rtfx!.Value), ChartRenderer.SeriesMarker(index), 11, ChartRenderer.SeriesColor(index));
            }

            double[] ends = [.. heard.Select(r => r.Rtfx!.Value), 1];
            Logarithmic(plot.Axes.Left, ends);
            plot.XLabel("lost words in ‰ (fewer is better)");
            plot.YLabel("RTFx");
            double most = Math.Max(1, 1000 * heard.Max(r => r.LostShare!.Value));
            plot.Axes.SetLimits(-.03 * most, 1.1 * most, Math.Log10(ends.Min()) - .15, Math.Log10(ends.Max()) + .4);
            ChartStyle.Quiet(plot);
        });
    }

    private static string[] Systems(SpeedRow[] rows) => [.. rows.Select(r => r.SystemId).Distinct(StringComparer.Ordinal)];

    private static ImmutableArray<ChartSeries> Series(string[] systems) => [.. systems.Select((s, i) => new ChartSeries(i, Short(s)))];

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
