using System.Collections.Frozen;
using System.Globalization;
using System.Xml.Linq;

namespace PocketTts.Eval.Reports.Html;

/// <summary>
/// Puts a drawing of the plotting library into the page, element by element: only known shapes pass, black and grey
/// become the page's colours so that light and dark both work, and labels keep their anchor instead of the position of each
/// letter so that any font of the reader fits.
/// </summary>
internal static class InlineSvg
{
    private static readonly FrozenSet<string> Shapes = FrozenSet.Create(StringComparer.Ordinal, "g", "path", "rect", "ellipse", "clipPath", "defs");

    private static readonly FrozenSet<string> Kept = FrozenSet.Create(
        StringComparer.Ordinal, "x", "y", "width", "height", "cx", "cy", "rx", "ry", "d", "transform", "stroke-width", "stroke-opacity", "fill-opacity", "stroke-linecap");

    /// <summary>Writes the drawing.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="svg">SVG of the plotting library.</param>
    /// <param name="idPrefix">Keeps the ids of several drawings apart.</param>
    /// <param name="cssClass">Class of the svg element.</param>
    /// <param name="description">What a screen reader says.</param>
    public static void Write(HtmlWriter html, string svg, string idPrefix, string cssClass, string description)
    {
        XElement root = XDocument.Parse(svg).Root ?? throw new ArgumentException("an SVG without a root", nameof(svg));
        string viewBox = $"0 0 {root.Attribute("width")?.Value} {root.Attribute("height")?.Value}";
        using (html.Element("svg", ("class", cssClass), ("viewBox", viewBox), ("role", "img"), ("aria-label", description), ("fill", "currentColor")))
        {
            // the first rectangle is the white paper
            foreach (XElement child in root.Elements().Skip(1))
            {
                Write(html, child, idPrefix);
            }
        }
    }

    private static void Write(HtmlWriter html, XElement element, string idPrefix)
    {
        if (element.Name.LocalName == "text")
        {
            WriteText(html, element);
            return;
        }

        if (!Shapes.Contains(element.Name.LocalName))
        {
            throw new ArgumentException($"the drawing has an element {element.Name.LocalName} that the page does not know", nameof(element));
        }

        var attributes = new List<(string, string?)>();
        foreach (XAttribute attribute in element.Attributes())
        {
            switch (attribute.Name.LocalName)
            {
                case "id":
                    attributes.Add(("id", idPrefix + attribute.Value));
                    break;
                case "clip-path" when element.Descendants().Any(inner => inner.Name.LocalName == "text"):
                    // a legend is clipped to the width it has in the plot's font; the reader's may be wider
                    break;
                case "clip-path":
                    attributes.Add(("clip-path", attribute.Value.Replace("url(#", "url(#" + idPrefix, StringComparison.Ordinal)));
                    break;
                case "fill" or "stroke":
                    attributes.Add((attribute.Name.LocalName, Themed(attribute.Value)));
                    break;
                case var name when Kept.Contains(name):
                    attributes.Add((name, attribute.Value));
                    break;
                default:
                    break;
            }
        }

        using (html.Element(element.Name.LocalName, attributes.ToArray()))
        {
            foreach (XElement child in element.Elements())
            {
                Write(html, child, idPrefix);
            }
        }
    }

    // the paper colour is left out, ink is the text colour of the page, series colours stay
    private static string Themed(string color) => color switch
    {
        "white" or "#FFFFFF" => "none",
        "black" or "#010101" or "#000000" => "currentColor",
        _ => color,
    };

    private static void WriteText(HtmlWriter html, XElement element)
    {
        double[] places = Numbers(element.Attribute("x")?.Value);
        double size = Number(element.Attribute("font-size")?.Value) ?? 12;
        double y = Numbers(element.Attribute("y")?.Value) is [var first, ..] ? first : 0;
        double start = places is [var left, ..] ? left : 0;
        double width = places.Length == 0 ? 0 : places[^1] - start + (size * 0.55);
        double share = width == 0 ? 0 : -start / width;
        string anchor = share < 0.25 ? "start" : share > 0.75 ? "end" : "middle";
        html.Leaf(
            "text",
            element.Value.Trim(),
            ("transform", element.Attribute("transform")?.Value),
            ("y", y.ToString("0.##", CultureInfo.InvariantCulture)),
            ("font-size", size.ToString("0.##", CultureInfo.InvariantCulture)),
            ("text-anchor", anchor == "start" ? null : anchor));
    }

    private static double[] Numbers(string? list) =>
        [.. (list ?? string.Empty).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(part => double.Parse(part, NumberStyles.Float, CultureInfo.InvariantCulture))];

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;
}
