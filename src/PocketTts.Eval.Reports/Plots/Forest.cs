using PocketTts.Eval.Core.Results;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace PocketTts.Eval.Reports.Plots;

/// <summary>Values with their intervals, a row each.</summary>
internal static class Forest
{
    /// <summary>Draws rows from top to bottom.</summary>
    /// <param name="plot">Where to.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="axis">What the values are, with their unit.</param>
    /// <param name="right">Right end of the axis; null to fit the rows.</param>
    public static void Draw(Plot plot, IReadOnlyList<ForestRow> rows, string axis, double? right = null)
    {
        for (int i = 0; i < rows.Count; i++)
        {
            ForestRow row = rows[i];
            double y = rows.Count - 1 - i;
            Color color = ChartRenderer.SeriesColor(row.Series);
            if (row.Interval is { } interval)
            {
                plot.Add.Line(interval.Low, y, interval.High, y).LineStyle = new LineStyle(2.5f, color);
                foreach (double end in new[] { interval.Low, interval.High })
                {
                    plot.Add.Line(end, y - 0.16, end, y + 0.16).LineStyle = new LineStyle(2, color);
                }
            }

            plot.Add.Marker(row.Value, y, row.IsOpen ? MarkerShape.OpenCircle : ChartRenderer.SeriesMarker(row.Series), 10, color);
        }

        plot.Axes.Left.TickGenerator = new NumericManual([.. rows.Select((_, i) => (double)(rows.Count - 1 - i))], [.. rows.Select(r => r.Label)]);
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.XLabel(axis);
        plot.Axes.SetLimits(0, right ?? Reach(rows), -0.6, rows.Count - 0.4);
        ChartStyle.Quiet(plot, horizontalLines: false);
    }

    /// <summary>A right end that fits the rows.</summary>
    public static double Reach(IEnumerable<ForestRow> rows) => Math.Max(0.5, rows.Select(r => Math.Max(r.Value, r.Interval?.High ?? 0)).DefaultIfEmpty(0).Max() * 1.06);
}

/// <summary>A row of a forest.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Series">Gives colour and shape.</param>
/// <param name="Value">The value in the unit of the axis.</param>
/// <param name="Interval">Its interval in the same unit.</param>
/// <param name="IsOpen">True to draw an open circle.</param>
internal readonly record struct ForestRow(string Label, int Series, double Value, Interval? Interval, bool IsOpen = false)
{
    /// <summary>A row of a fraction, shown in percent.</summary>
    public static ForestRow OfShare(string label, int series, double share, Interval? interval, bool isOpen = false) =>
        new(label, series, share * 100, interval is { } ends ? new Interval(ends.Low * 100, ends.High * 100) : null, isOpen);
}
