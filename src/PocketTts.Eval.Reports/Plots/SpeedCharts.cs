using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Statistics;
using PocketTts.Eval.Reports.Model;
using PocketTts.Eval.Reports.Summaries;
using ScottPlot;
using static PocketTts.Eval.Reports.Plots.ChartStyle;

namespace PocketTts.Eval.Reports.Plots;

/// <summary>The charts of a report about time and memory: those of different machines are never drawn into one.</summary>
internal static class SpeedCharts
{
    /// <summary>Most points of one system in a chart; above it, evenly spaced ones are drawn, and the chart says so.</summary>
    private const int PointLimit = 1000;

    private const double Mebibyte = 1 << 20;

    /// <summary>The charts of all machines.</summary>
    public static ImmutableArray<Chart> Of(ReportModel model) => [.. model.Machines.SelectMany((machine, i) => Of(model, [.. machine], i))];

    /// <summary>The charts of one machine.</summary>
    /// <param name="model">The report.</param>
    /// <param name="systems">Systems that were timed on it.</param>
    /// <param name="machine">Its place.</param>
    public static IEnumerable<Chart> Of(ReportModel model, ImmutableArray<ReportSystem> systems, int machine)
    {
        string end = machine == 0 ? string.Empty : FormattableString.Invariant($"-{machine + 1}");
        return new[] { ByLength(model, systems), Distribution(systems), FirstAudio(systems), Memory(systems) }.OfType<Chart>().Select(c => c with { Name = c.Name + end });
    }

    /// <summary>Trend of a system's memory over its takes, in bytes per take; null with fewer than 10 takes.</summary>
    public static TrendEstimate? MemoryTrend(ReportSystem system)
    {
        List<(double X, double Y)> points = Thin(MemoryPoints(system));
        return points.Count < 10 ? null : TrendEstimate.Of([.. points.Select(p => p.X)], [.. points.Select(p => p.Y)]);
    }

    private static Chart? ByLength(ReportModel model, ImmutableArray<ReportSystem> systems)
    {
        var series = systems.Select(s => (System: s, Points: LengthPoints(model, s))).Where(s => s.Points.Count > 0).ToList();
        if (series.Count == 0)
        {
            return null;
        }

        string description = "Real-time factor (RTF, synthesis time ÷ audio time, smaller is better) against the length of the text, one point a text (median over its timed takes"
            + Thinned(series.Max(s => s.Points.Count), "texts") + "): "
            + string.Join("; ", series.Select(s => $"{Short(s.System.Label)} median RTF {Formatting.Ratio(s.System.Summary.Speed.RtfMedian)}")) + ".";
        return new Chart("rtf-by-length", "RTF against text length", description, 320, [.. series.Select(s => new ChartSeries(s.System.Index, $"{Short(s.System.Label)} ({Formatting.Count(Math.Min(s.Points.Count, PointLimit), "text")})"))], plot =>
        {
            foreach (var s in series)
            {
                List<(double X, double Y)> points = Thin(s.Points);
                plot.Add.Markers(points.Select(p => p.X).ToArray(), points.Select(p => p.Y).ToArray(), ChartRenderer.SeriesMarker(s.System.Index), 7, ChartRenderer.SeriesColor(s.System.Index));
            }

            plot.XLabel("text length in characters");
            plot.YLabel("RTF (smaller is better)");
            plot.Axes.SetLimits(0, series.Max(s => s.Points.Max(p => p.X)) * 1.05, 0, series.Max(s => s.Points.Max(p => p.Y)) * 1.25);
            Quiet(plot, horizontalLines: true);
        });
    }

    private static Chart? Distribution(ImmutableArray<ReportSystem> systems) => Steps(
        [.. systems.Select(s => (s, Timed(s).Select(f => TakeFacts.Rtf(f)!.Value).Order().ToArray()))],
        "rtf-distribution",
        "Distribution of RTF over takes",
        "RTF (synthesis time ÷ audio time)",
        Formatting.Ratio);

    private static Chart? FirstAudio(ImmutableArray<ReportSystem> systems) => Steps(
        [.. systems.Select(s => (s, Timed(s).Select(f => f.FirstAudioSeconds * 1000).OfType<double>().Order().ToArray()))],
        "first-audio",
        "Distribution of the time to first audio",
        "time to first audio in ms",
        value => Formatting.Seconds(value / 1000));

    // share of takes at or below each value
    private static Chart? Steps((ReportSystem System, double[] Values)[] all, string name, string title, string axis, Func<double?, string> format)
    {
        var series = all.Where(s => s.Values.Length > 1).ToList();
        if (series.Count == 0)
        {
            return null;
        }

        string description = $"{title}: " + string.Join("; ", series.Select(s =>
            $"{Short(s.System.Label)} median {format(Quantiles.Median(s.Values))}{(s.Values.Length >= 20 ? $", 95 % of takes up to {format(Quantiles.NearestRank(s.Values, .95))}" : string.Empty)}, {Formatting.Count(s.Values.Length, "take")}")) + ".";
        return new Chart(name, title, description, 300, [.. series.Select(s => new ChartSeries(s.System.Index, $"{Short(s.System.Label)} ({Formatting.Count(s.Values.Length, "take")})"))], plot =>
        {
            foreach ((ReportSystem system, double[] values) in series)
            {
                List<(double X, double Y)> points = Thin([.. values.Select((v, i) => (v, 100d * (i + 1) / values.Length))]);
                var line = plot.Add.Scatter(points.Select(p => p.X).ToArray(), points.Select(p => p.Y).ToArray(), ChartRenderer.SeriesColor(system.Index));
                line.ConnectStyle = ConnectStyle.StepHorizontal;
                line.LineWidth = 2;
                line.MarkerSize = points.Count <= 60 ? 6 : 0;
                line.MarkerShape = ChartRenderer.SeriesMarker(system.Index);
                double median = Quantiles.Median(values);
                plot.Add.Marker(median, 50, ChartRenderer.SeriesMarker(system.Index), 11, ChartRenderer.SeriesColor(system.Index));
            }

            plot.XLabel(axis);
            plot.YLabel("% of takes up to it");
            // a few very slow takes must not squeeze all others
            plot.Axes.SetLimits(0, series.Max(s => Math.Min(s.Values[^1], 3 * Quantiles.NearestRank(s.Values, .95))) * 1.05, 0, 104);
            Quiet(plot, horizontalLines: true);
        });
    }

    private static Chart? Memory(ImmutableArray<ReportSystem> systems)
    {
        var series = systems.Select(s => (System: s, Points: MemoryPoints(s))).Where(s => s.Points.Count > 1).ToList();
        if (series.Count == 0)
        {
            return null;
        }

        string description = $"Working set of the engine's process after each take, in the order of the plan{Thinned(series.Max(s => s.Points.Count), "takes")}: "
            + string.Join("; ", series.Select(s => $"{Short(s.System.Label)} {MemorySlope(s.System)}")) + ".";
        return new Chart("memory", "Memory over takes", description, 300, [.. series.Select(s => new ChartSeries(s.System.Index, Short(s.System.Label)))], plot =>
        {
            foreach (var s in series)
            {
                List<(double X, double Y)> points = Thin(s.Points);
                Color color = ChartRenderer.SeriesColor(s.System.Index);
                plot.Add.Markers(points.Select(p => p.X).ToArray(), points.Select(p => p.Y / Mebibyte).ToArray(), ChartRenderer.SeriesMarker(s.System.Index), 5, color);
                if (MemoryTrend(s.System) is { } trend)
                {
                    double last = points[^1].X;
                    plot.Add.Line(points[0].X, (trend.Intercept + (trend.Slope * points[0].X)) / Mebibyte, last, (trend.Intercept + (trend.Slope * last)) / Mebibyte).LineStyle = new LineStyle(2, color);
                }
            }

            plot.XLabel("take of the system");
            plot.YLabel("memory in MiB");
            plot.Axes.SetLimits(0, series.Max(s => s.Points.Max(p => p.X)) * 1.03, 0, series.Max(s => s.Points.Max(p => p.Y)) / Mebibyte * 1.2);
            Quiet(plot, horizontalLines: true);
        });
    }

    /// <summary>The slope in words.</summary>
    public static string MemorySlope(ReportSystem system) =>
        MemoryTrend(system) is not { } trend ? "too few takes for a trend"
        : FormattableString.Invariant($"{Slope(trend.Slope)} MiB per 100 takes [{Slope(trend.Interval.Low)} to {Slope(trend.Interval.High)}]");

    private static string Slope(double bytesPerTake) => (100 * bytesPerTake / Mebibyte).ToString("+0.00;-0.00;0.00", System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<SynthesisFacts> Timed(ReportSystem system) =>
        system.Run.Result.Takes
            .Where(t => t.Take.Key.SystemId == system.Id && t.Take.Synthesis is { IsTimingEligible: true } facts && TakeFacts.Rtf(facts) is not null)
            .Select(t => t.Take.Synthesis!);

    private static List<(double X, double Y)> LengthPoints(ReportModel model, ReportSystem system) =>
    [
        .. model.Texts
            .OrderBy(t => t.Index)
            .Select(t => (Text: t, Takes: t.Systems.FirstOrDefault(s => s.System == system)?.Takes ?? []))
            .Select(t => (t.Text, Rtf: t.Takes.Where(x => x.Take.Synthesis is { IsTimingEligible: true }).Select(x => TakeFacts.Rtf(x.Take.Synthesis)).OfType<double>().Order().ToArray()))
            .Where(t => t.Rtf.Length > 0)
            .Select(t => ((double)t.Text.Utterance.Text.Length, Quantiles.Median(t.Rtf))),
    ];

    private static List<(double X, double Y)> MemoryPoints(ReportSystem system)
    {
        var points = new List<(double, double)>();
        int place = 0;
        foreach (ScoredTake take in system.Run.Result.Takes.Where(t => t.Take.Key.SystemId == system.Id))
        {
            place++;
            if (take.Take.Synthesis?.ProcessMemoryBytes is { } bytes)
            {
                points.Add((place, bytes));
            }
        }

        return points;
    }

    private static string Thinned(int count, string what) => count > PointLimit ? $", at most {Formatting.Count(PointLimit)} evenly spaced {what} a system" : string.Empty;

    private static List<(double X, double Y)> Thin(List<(double X, double Y)> points) =>
        points.Count <= PointLimit ? points : [.. Enumerable.Range(0, PointLimit).Select(i => points[(int)((long)i * (points.Count - 1) / (PointLimit - 1))])];
}
