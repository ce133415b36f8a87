using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace PocketTts.Eval.Reports.Plots;

/// <summary>Makes the plotting library's SVG the same each time it is drawn, and smaller.</summary>
internal static partial class SvgText
{
    /// <summary>
    /// Numbers ids from 1 (the library counts on from drawing to drawing), trims labels, and rounds coordinates to a
    /// hundredth of a pixel.
    /// </summary>
    /// <param name="svg">SVG of the plotting library.</param>
    /// <returns>The tidied drawing.</returns>
    public static XDocument Tidy(string svg)
    {
        XDocument document = XDocument.Parse(svg);
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (XAttribute id in document.Descendants().Attributes("id"))
        {
            ids[id.Value] = "c" + (ids.Count + 1).ToString(CultureInfo.InvariantCulture);
            id.Value = ids[id.Value];
        }

        foreach (XElement element in document.Descendants())
        {
            foreach (XAttribute attribute in element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration && attribute.Name.LocalName != "id"))
            {
                attribute.Value = attribute.Name.LocalName == "clip-path"
                    ? $"url(#{ids[attribute.Value["url(#".Length..^1]]})"
                    : LongNumber().Replace(attribute.Value, match => double.Parse(match.Value, CultureInfo.InvariantCulture).ToString("0.##", CultureInfo.InvariantCulture));
            }

            if (element.Name.LocalName == "text")
            {
                element.Value = element.Value.Trim();
            }
        }

        return document;
    }

    [GeneratedRegex(@"-?\d+\.\d{3,}(?:[eE][-+]?\d+)?")]
    private static partial Regex LongNumber();
}
