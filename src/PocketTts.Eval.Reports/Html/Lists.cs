namespace PocketTts.Eval.Reports.Html;

/// <summary>Writes lists.</summary>
internal static class Lists
{
    /// <summary>A bulleted list; nothing for no items.</summary>
    public static void Write(HtmlWriter html, IReadOnlyCollection<string> items)
    {
        if (items.Count == 0)
        {
            return;
        }

        using (html.Element("ul"))
        {
            foreach (string item in items)
            {
                html.Leaf("li", item, ("dir", "auto"));
            }
        }
    }
}
