using System.Text;

namespace PocketTts.Eval.Models.Process;

/// <summary>Brings what a foreign program wrote into a message: one line, no control characters, not long.</summary>
internal static class OneLine
{
    /// <summary>Shortens and cleans a text.</summary>
    public static string Of(string text, int most = 200)
    {
        var line = new StringBuilder(Math.Min(text.Length, most) + 1);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (line.Length >= most)
            {
                return line.Append('…').ToString();
            }

            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune) || rune == Rune.ReplacementChar)
            {
                if (line.Length > 0 && line[^1] != ' ')
                {
                    line.Append(' ');
                }
            }
            else
            {
                line.Append(rune.ToString());
            }
        }

        return line.ToString().TrimEnd();
    }

    /// <summary>Shortens and cleans bytes that should be UTF-8.</summary>
    public static string Of(ReadOnlySpan<byte> utf8, int most = 200) => Of(Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, 4 * most)]), most);
}
