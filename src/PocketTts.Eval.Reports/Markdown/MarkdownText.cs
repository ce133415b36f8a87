using System.Text;
using PocketTts.Eval.Reports.Text;

namespace PocketTts.Eval.Reports.Markdown;

/// <summary>Puts text of any origin into Markdown so that it shows as itself and does nothing.</summary>
internal static class MarkdownText
{
    /// <summary>
    /// Text as a code span on one line. Inside a code span neither HTML nor links, mentions or emphasis work; the fence
    /// is longer than any run of backticks within (CommonMark 6.1), and a bar is escaped for tables (GFM 4.10).
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <param name="limit">Most characters to show.</param>
    /// <returns>A code span, or <c>(empty)</c> for blank text.</returns>
    public static string Code(string text, int limit = 120)
    {
        string line = Shorten(VisibleText.OneLine(text), limit);
        if (string.IsNullOrWhiteSpace(line))
        {
            return "(empty)";
        }

        int longest = 0;
        int run = 0;
        foreach (char c in line)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        string fence = new('`', longest + 1);
        string pad = longest > 0 || line[0] == ' ' || line[^1] == ' ' ? " " : string.Empty;
        return fence + pad + line.Replace("|", "\\|", StringComparison.Ordinal) + pad + fence;
    }

    /// <summary>Text as plain text on one line: every ASCII punctuation mark that Markdown, HTML or a forge acts on is escaped.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>Escaped text.</returns>
    public static string Plain(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (char c in VisibleText.OneLine(text))
        {
            if (c is '<')
            {
                escaped.Append("&lt;");
            }
            else if (c is '&')
            {
                escaped.Append("&amp;");
            }
            else
            {
                if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '#' or '~' or '$')
                {
                    escaped.Append('\\');
                }

                escaped.Append(c);

                // a word joiner keeps forges from turning @name into a mention
                if (c is '@')
                {
                    escaped.Append('\u2060');
                }
            }
        }

        return escaped.ToString();
    }

    private static string Shorten(string text, int limit)
    {
        if (text.Length <= limit)
        {
            return text;
        }

        int end = char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit;
        return text[..end] + "…";
    }
}
