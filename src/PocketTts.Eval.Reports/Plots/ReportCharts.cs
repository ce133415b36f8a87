using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Reports.Summaries;
using PocketTts.Eval.Reports.Text;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace PocketTts.Eval.Reports.Plots;

/// <summary>The charts of one run.</summary>
internal static class ReportCharts
{
    /// <summary>Most points of one system in a scatter plot; above it, evenly spaced texts are drawn, and the chart says so.</summary>
    private const int PointLimit = 1000;

    /// <summary>Bars of the error chart: 0, 1, 2, 3, 4, and 5 or more.</summary>
    private const int ErrorBars = 6;

    /// <summary>Charts that the run has data for, in reading order. Charts of single takes are left out where the result has the worst takes only: they would show them as usual.</summary>
    public static ImmutableArray<Chart> Of(RunResult result) =>
        [.. (result.Digest is null ? new[] { WordErrors(result), ErrorsPerTake(result), SpeedByLength(result) } : [WordErrors(result)]).OfType<Chart>()];

    private static Chart? WordErrors(RunResult result)
    {
        var rows = result.Systems
            .SelectMany(system => system.Accuracy, (system, accuracy) => (
                Label: result.Info.Recognizers.Length > 1 ? $"{Short(system.SystemId)} by {Short(accuracy.RecognizerId)}" : Short(system.SystemId),
                System: result.Systems.IndexOf(system),
                Accuracy: accuracy))
            .Where(row => row.Accuracy.Counts.WordErrorRate is not null)
            .ToList();
        if (rows.Count == 0)
        {
            return null;
        }

        string description = "Word error rate per system with its 95 % interval: "
            + string.Join("; ", rows.Select(row => $"{row.Label} {Formatting.Percent(row.Accuracy.Counts.WordErrorRate)} [{Formatting.PercentInterval(row.Accuracy.Interval)}]")) + ".";
        return new Chart("wer", "Word error rate with 95 % interval", description, 90 + (46 * rows.Count), [], plot =>
        {
            double right = 0;
            for (int i = 0; i < rows.Count; i++)
            {
                AccuracySummary accuracy = rows[i].Accuracy;
                double rate = accuracy.Counts.WordErrorRate!.Value * 100;
                double y = rows.Count - 1 - i;
                Color color = SeriesColor(rows[i].System);
                right = Math.Max(right, Math.Max(rate, (accuracy.Interval?.High ?? 0) * 100));
                if (accuracy.Interval is { } interval)
                {
                    plot.Add.Line(interval.Low * 100, y, interval.High * 100, y).LineStyle = new LineStyle(3, color);
                    foreach (double end in new[] { interval.Low * 100, interval.High * 100 })
                    {
                        plot.Add.Line(end, y - 0.15, end, y + 0.15).LineStyle = new LineStyle(2, color);
                    }
                }

                plot.Add.Marker(rate, y, ChartRenderer.SeriesMarker(rows[i].System), 11, color);
            }

            plot.Axes.Left.TickGenerator = new NumericManual([.. rows.Select((_, i) => (double)(rows.Count - 1 - i))], [.. rows.Select(row => row.Label)]);
            plot.Axes.Left.MajorTickStyle.Length = 0;
            plot.XLabel("word error rate in %");
            plot.Axes.SetLimits(0, Math.Max(right * 1.08, 0.5), -0.6, rows.Count - 0.4);
            Quiet(plot, horizontalLines: false);
        });
    }

    private static Chart? ErrorsPerTake(RunResult result)
    {
        if (result.Info.Recognizers.IsEmpty)
        {
            return null;
        }

        string recognizer = result.Info.Recognizers[0].Id;
        var series = result.Systems.Select((system, index) =>
        {
            double[] shares = new double[ErrorBars];
            int counted = 0;
            foreach (TakeScore score in result.Takes
                .Where(take => take.Take.Key.SystemId == system.SystemId && !take.RepeatsEarlierTake)
                .SelectMany(take => take.Scores)
                .Where(score => score.RecognizerId == recognizer))
            {
                shares[Math.Min(score.Counts.Errors, ErrorBars - 1)]++;
                counted++;
            }

            return (Index: index, system.SystemId, Counted: counted, Shares: shares.Select(n => counted == 0 ? 0 : 100 * n / counted).ToArray());
        }).Where(s => s.Counted > 0).ToList();
        if (series.Count == 0)
        {
            return null;
        }

        string[] labels = ["0", "1", "2", "3", "4", "5 or more"];
        string description = $"Share of counted takes by number of word errors ({Short(recognizer)}): "
            + string.Join("; ", series.Select(s => Short(s.SystemId) + " " + string.Join(", ", s.Shares.Select((share, i) => $"{labels[i]}: {Formatting.Percent(share / 100)}")))) + ".";
        return new Chart("errors-per-take", "Takes by number of word errors", description, 300, [.. series.Select(s => new ChartSeries(s.Index, $"{Short(s.SystemId)} ({Formatting.Count(s.Counted, "take")})"))], plot =>
        {
            double width = 0.8 / series.Count;
            foreach (var s in series)
            {
                int place = series.IndexOf(s);
                plot.Add.Bars(s.Shares.Select((share, i) => new Bar
                {
                    Position = i - 0.4 + (width * (place + 0.5)),
                    Value = share,
                    Size = width * 0.92,
                    FillColor = SeriesColor(s.Index),
                    LineWidth = 0,
                }).ToArray());
            }

            plot.Axes.Bottom.TickGenerator = new NumericManual([0, 1, 2, 3, 4, 5], labels);
            plot.Axes.Bottom.MajorTickStyle.Length = 0;
            plot.XLabel("word errors in a take");
            plot.YLabel("share of takes in %");
            plot.Axes.SetLimits(-0.6, ErrorBars - 0.4, 0, Math.Max(10, series.Max(s => s.Shares.Max()) * 1.1));
            Quiet(plot, horizontalLines: true);
        });
    }

    private static Chart? SpeedByLength(RunResult result)
    {
        var series = result.Systems.Select((system, index) => (Index: index, system.SystemId, Points: SpeedPoints(result, system.SystemId), system.Speed))
            .Where(s => s.Points.Count > 0).ToList();
        if (series.Count == 0)
        {
            return null;
        }

        bool isThinned = series.Any(s => s.Points.Count > PointLimit);
        string description = "Real-time factor (RTF, synthesis time ÷ audio time, smaller is better) against audio length, one point a text (median over its timed takes"
            + (isThinned ? $", at most {Formatting.Count(PointLimit)} evenly spaced texts a system" : string.Empty) + "): "
            + string.Join("; ", series.Select(s => $"{Short(s.SystemId)} median RTF {Formatting.Ratio(s.Speed.RtfMedian)}")) + ".";
        return new Chart("rtf-by-length", "RTF against audio length", description, 320, [.. series.Select(s => new ChartSeries(s.Index, $"{Short(s.SystemId)} ({Formatting.Count(Math.Min(s.Points.Count, PointLimit), "text")})"))], plot =>
        {
            foreach (var s in series)
            {
                var points = Thin(s.Points);
                plot.Add.Markers(
                    points.Select(p => p.Seconds).ToArray(), points.Select(p => p.Rtf).ToArray(), ChartRenderer.SeriesMarker(s.Index), 7, SeriesColor(s.Index));
            }

            plot.XLabel("audio length in s");
            plot.YLabel("RTF (synthesis time ÷ audio time)");
            plot.Axes.SetLimits(0, series.Max(s => s.Points.Max(p => p.Seconds)) * 1.05, 0, series.Max(s => s.Points.Max(p => p.Rtf)) * 1.25);
            Quiet(plot, horizontalLines: true);
        });
    }

    private static List<(double Seconds, double Rtf)> SpeedPoints(RunResult result, string systemId) =>
    [
        .. result.Takes
            .Where(take => take.Take.Key.SystemId == systemId && take.Take.Synthesis is { IsTimingEligible: true } && TakeFacts.Rtf(take.Take.Synthesis) is not null)
            .GroupBy(take => (take.Take.Key.Corpus, take.Take.Key.UtteranceId), take => take.Take.Synthesis!)
            .Select(group => (Median(group.Select(facts => facts.AudioSeconds)), Median(group.Select(facts => TakeFacts.Rtf(facts)!.Value)))),
    ];

    private static List<(double Seconds, double Rtf)> Thin(List<(double Seconds, double Rtf)> points) =>
        points.Count <= PointLimit ? points : [.. Enumerable.Range(0, PointLimit).Select(i => points[(int)((long)i * points.Count / PointLimit)])];

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    private static Color SeriesColor(int index) => ChartRenderer.SeriesColor(index);

    /// <summary>A name short enough for a label.</summary>
    private static string Short(string name)
    {
        string line = VisibleText.OneLine(name);
        return line.Length <= 28 ? line : line[..(char.IsHighSurrogate(line[26]) ? 26 : 27)] + "…";
    }

    private static void Quiet(Plot plot, bool horizontalLines)
    {
        foreach (IAxis edge in new IAxis[] { plot.Axes.Right, plot.Axes.Top })
        {
            // stays as a margin: without it the last tick label is cut
            edge.FrameLineStyle.Width = 0;
            edge.MinimumSize = 18;
        }

        foreach (IAxis axis in plot.Axes.GetAxes())
        {
            axis.MinorTickStyle.Length = 0;
            if (axis.TickGenerator is NumericAutomatic ticks)
            {
                ticks.TickDensity = 0.6;
            }
        }

        plot.Grid.XAxisStyle.IsVisible = !horizontalLines;
        plot.Grid.YAxisStyle.IsVisible = horizontalLines;
        plot.Legend.OutlineWidth = 0;
        plot.Legend.ShadowColor = Colors.Transparent;
    }
}
