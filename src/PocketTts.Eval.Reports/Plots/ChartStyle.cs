using PocketTts.Eval.Reports.Text;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace PocketTts.Eval.Reports.Plots;

/// <summary>What all charts have in common.</summary>
internal static class ChartStyle
{
    /// <summary>A name short enough for a label.</summary>
    public static string Short(string name, int length = 28)
    {
        string line = VisibleText.OneLine(name);
        return line.Length <= length ? line : line[..(char.IsHighSurrogate(line[length - 2]) ? length - 2 : length - 1)] + "…";
    }

    /// <summary>Takes away what carries no data, and the lines of one direction.</summary>
    public static void Quiet(Plot plot, bool horizontalLines)
    {
        Quiet(plot);
        plot.Grid.XAxisStyle.IsVisible = !horizontalLines;
        plot.Grid.YAxisStyle.IsVisible = horizontalLines;
    }

    /// <summary>Takes away what carries no data; the lines of both directions stay.</summary>
    public static void Quiet(Plot plot)
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

        plot.Legend.OutlineWidth = 0;
        plot.Legend.ShadowColor = Colors.Transparent;
    }
}
