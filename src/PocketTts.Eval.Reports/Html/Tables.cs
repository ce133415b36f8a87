using System.Collections.Immutable;

namespace PocketTts.Eval.Reports.Html;

/// <summary>Writes tables that become cards on narrow screens; roles keep them tables for screen readers there too.</summary>
internal static class Tables
{
    /// <summary>Writes a table whose first column names the row.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="caption">What the table holds.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="rows">Its cells.</param>
    /// <param name="link">Fragment that a cell (row, column) leads to, or null.</param>
    public static void Write(
        HtmlWriter html,
        string caption,
        ImmutableArray<SummaryColumn> columns,
        ImmutableArray<ImmutableArray<string>> rows,
        Func<int, int, string?>? link = null)
    {
        // scrolls by itself when it is wider than the page, which never does
        using (html.Element("div", ("class", "scroll"), ("role", "region"), ("aria-label", caption), ("tabindex", "0")))
        using (html.Element("table", ("class", "cards"), ("role", "table")))
        {
            html.Leaf("caption", caption);
            using (html.Element("thead", ("role", "rowgroup")))
            using (html.Element("tr", ("role", "row")))
            {
                foreach (SummaryColumn column in columns)
                {
                    html.Leaf("th", column.Header, ("scope", "col"), ("role", "columnheader"), ("class", column.IsNumber ? "n" : null), ("title", column.Meaning));
                }
            }

            html.Line();
            using (html.Element("tbody", ("role", "rowgroup")))
            {
                for (int row = 0; row < rows.Length; row++)
                {
                    using (html.Element("tr", ("role", "row")))
                    {
                        for (int i = 0; i < columns.Length; i++)
                        {
                            WriteCell(html, columns[i], rows[row][i], isRowHeader: i == 0, link?.Invoke(row, i));
                        }
                    }

                    html.Line();
                }
            }
        }
    }

    private static void WriteCell(HtmlWriter html, SummaryColumn column, string text, bool isRowHeader, string? link)
    {
        using (html.Element(
            isRowHeader ? "th" : "td",
            ("scope", isRowHeader ? "row" : null),
            ("role", isRowHeader ? "rowheader" : "cell"),
            ("class", column.IsNumber ? "n" : null),
            ("data-label", column.Header)))
        {
            if (link is null)
            {
                html.Leaf("bdi", text);
            }
            else
            {
                html.Leaf("a", text, ("href", link));
            }
        }
    }
}
