using System.Globalization;
using System.Xml.Linq;
using ScottPlot;

namespace PocketTts.Eval.Reports.Plots;

/// <summary>Draws charts as SVG and PNG with ScottPlot.</summary>
internal static class ChartRenderer
{
    /// <summary>Series colours that people with any kind of colour vision tell apart (the first four: Okabe and Ito 2008), 3:1 or better on white and on dark.</summary>
    private static readonly string[] SeriesColors = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#7F7F7F", "#A6761D"];

    /// <summary>Shape of a series, so that colour is not needed to tell it.</summary>
    private static readonly MarkerShape[] SeriesMarkers =
        [MarkerShape.FilledCircle, MarkerShape.FilledTriangleUp, MarkerShape.FilledSquare, MarkerShape.FilledDiamond, MarkerShape.OpenCircle, MarkerShape.OpenTriangleUp];

    /// <summary>Series that can be told apart by colour and shape.</summary>
    public static int SeriesCount => SeriesColors.Length;

    /// <summary>Colour of a series.</summary>
    public static Color SeriesColor(int index) => Color.FromHex(SeriesColors[index % SeriesColors.Length]);

    /// <summary>Shape of a series.</summary>
    public static MarkerShape SeriesMarker(int index) => SeriesMarkers[index % SeriesMarkers.Length];

    /// <summary>The SVG as the library draws it, without title and legend: for a page that has its own.</summary>
    public static string Svg(Chart chart, int width) => Invariant(() =>
    {
        using Plot plot = Prepare(chart, isAlone: false);
        return SvgText.Tidy(plot.GetSvgXml(width, chart.Height)).ToString();
    });

    /// <summary>A file of its own: with title, accessible name and description.</summary>
    public static string StandaloneSvg(Chart chart, int width) => Invariant(() =>
    {
        using Plot plot = Prepare(chart, isAlone: true);
        XDocument svg = SvgText.Tidy(plot.GetSvgXml(width, chart.Height + 40));
        XNamespace ns = svg.Root!.GetDefaultNamespace();
        svg.Root.SetAttributeValue("role", "img");
        svg.Root.SetAttributeValue("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {width} {chart.Height + 40}"));
        svg.Root.AddFirst(new XElement(ns + "title", Xml(chart.Title)), new XElement(ns + "desc", Xml(chart.Description)));
        foreach (XElement text in svg.Descendants(ns + "text"))
        {
            text.SetAttributeValue("font-family", "Noto Sans, sans-serif");
        }

        return svg.ToString().ReplaceLineEndings("\n") + "\n";
    });

    /// <summary>A PNG with title, at twice the resolution.</summary>
    public static byte[] Png(Chart chart, int width) => Invariant(() =>
    {
        using Plot plot = Prepare(chart, isAlone: true);
        plot.ScaleFactor = 2;
        return plot.GetImage(width * 2, (chart.Height + 40) * 2).GetImageBytes(ImageFormat.Png);
    });

    private static Plot Prepare(Chart chart, bool isAlone)
    {
        PlotFont.Register();
        var plot = new Plot();
        plot.Font.Set(PlotFont.Name);
        plot.Axes.Title.Label.FontName = PlotFont.Name;
        chart.Draw(plot);
        plot.Font.Set(PlotFont.Name);
        foreach (IAxis axis in plot.Axes.GetAxes())
        {
            axis.Label.Bold = false;
            axis.Label.FontSize = 13;
            axis.TickLabelStyle.FontSize = 12;
        }

        if (isAlone)
        {
            plot.ShowLegend(chart.Series.Select(series => new LegendItem
            {
                LabelText = series.Label,
                LabelFontName = PlotFont.Name,
                MarkerShape = SeriesMarker(series.Index),
                MarkerFillColor = SeriesColor(series.Index),
                MarkerLineColor = SeriesColor(series.Index),
                MarkerSize = 10,
            }), Alignment.UpperRight);
            plot.Legend.FontName = PlotFont.Name;
            plot.Legend.IsVisible = chart.Series.Length > 0;
            plot.Title(Xml(chart.Title), size: 16);
            plot.Axes.Title.Label.Bold = false;
            plot.Axes.Title.Label.FontName = PlotFont.Name;
        }

        return plot;
    }

    private static string Xml(string text) => Text.VisibleText.OneLine(text);

    // the library formats some labels with the culture of the thread
    private static T Invariant<T>(Func<T> draw)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            return draw();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
