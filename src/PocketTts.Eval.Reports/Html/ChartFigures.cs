using System.Globalization;
using PocketTts.Eval.Reports.Plots;

namespace PocketTts.Eval.Reports.Html;

/// <summary>Puts charts into the page: once wide and once narrow, with their legend and their numbers in words.</summary>
/// <param name="draw">Draws a chart in a width.</param>
internal sealed class ChartFigures(Func<Chart, int, string> draw)
{
    private const int Wide = 620;
    private const int Narrow = 370;
    private const int Panel = 300;

    // the shapes of the plots, in their order
    private static readonly string[] s_shapes = ["●", "▲", "■", "◆", "○", "△"];

    /// <summary>Writes charts, two side by side where there is room.</summary>
    public void WriteAll(HtmlWriter html, IEnumerable<Chart> charts)
    {
        using (html.Element("div", ("class", "figures")))
        {
            foreach (Chart chart in charts)
            {
                using (html.Element("figure"))
                {
                    html.Leaf("h3", chart.Title);
                    WriteLegend(html, chart);
                    InlineSvg.Write(html, draw(chart, Wide), chart.Name + "-w-", "wide", chart.Description);
                    InlineSvg.Write(html, draw(chart, Narrow), chart.Name + "-n-", "narrow", chart.Description);
                    using (html.Element("details"))
                    {
                        html.Leaf("summary", "In words");
                        html.Leaf("p", chart.Description, ("dir", "auto"));
                    }
                }

                html.Line();
            }
        }
    }

    /// <summary>Writes small charts side by side.</summary>
    public void WritePanels(HtmlWriter html, IEnumerable<Chart> charts)
    {
        using (html.Element("div", ("class", "panels")))
        {
            foreach (Chart chart in charts)
            {
                using (html.Element("figure"))
                {
                    html.Leaf("h3", chart.Title, ("dir", "auto"));
                    InlineSvg.Write(html, draw(chart, Panel), chart.Name + "-", "panel", chart.Description);
                }

                html.Line();
            }
        }
    }

    private static void WriteLegend(HtmlWriter html, Chart chart)
    {
        if (chart.Series.IsEmpty)
        {
            return;
        }

        using (html.Element("p", ("class", "key")))
        {
            foreach (ChartSeries series in chart.Series)
            {
                using (html.Element("span"))
                {
                    int style = series.Index % s_shapes.Length;
                    html.Leaf("span", s_shapes[style], ("class", string.Create(CultureInfo.InvariantCulture, $"k{style}")), ("aria-hidden", "true"));
                    html.Leaf("bdi", " " + series.Label);
                }

                html.Text(" ");
            }
        }
    }
}
