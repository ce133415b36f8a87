using System.Text;

namespace PocketTts.Eval.Reports.Text;

/// <summary>Makes text of any origin fit to be written into a file that people and programs read.</summary>
internal static class VisibleText
{
    /// <summary>
    /// Shows what cannot be written: control characters become their pictures (U+2400 block), C1 controls,
    /// noncharacters and lone surrogates become U+FFFD. Tabs and line feeds stay.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <returns>The same string when nothing had to be replaced.</returns>
    public static string Of(string text)
    {
        int first = 0;
        while (first < text.Length && !MayNeedReplacing(text[first]))
        {
            first++;
        }

        if (first == text.Length)
        {
            return text;
        }

        var clean = new StringBuilder(text.Length).Append(text, 0, first);
        foreach (Rune rune in text.AsSpan(first).EnumerateRunes())
        {
            clean.Append(Visible(rune));
        }

        return clean.ToString();
    }

    /// <summary>
    /// As <see cref="Of"/>, on one line: tabs and line feeds become their pictures too, and characters that would turn
    /// the direction of what follows the text become U+FFFD.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <returns>One line.</returns>
    public static string OneLine(string text)
    {
        string visible = Of(text);
        return string.Create(visible.Length, visible, static (line, clean) => MakeOneLine(line, clean));
    }

    private static void MakeOneLine(Span<char> line, string clean)
    {
        for (int i = 0; i < line.Length; i++)
        {
            line[i] = clean[i] switch
            {
                '\n' or '\u2028' or '\u2029' => '\u240A',
                '\t' => '\u2409',
                >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' => '\uFFFD',
                var c => c,
            };
        }
    }

    private static bool MayNeedReplacing(char c) =>
        (c < ' ' && c is not ('\t' or '\n')) || c is >= '\u007F' and <= '\u009F' || char.IsSurrogate(c) || c is >= '\uFDD0' and <= '\uFDEF' or >= '\uFFFE';

    // lone surrogates are already U+FFFD here: EnumerateRunes replaces them
    private static Rune Visible(Rune rune) => rune.Value switch
    {
        '\t' or '\n' => rune,
        < 0x20 => new Rune(0x2400 + rune.Value),
        0x7F => new Rune(0x2421),
        >= 0x80 and <= 0x9F => Rune.ReplacementChar,
        >= 0xFDD0 and <= 0xFDEF => Rune.ReplacementChar,
        _ when (rune.Value & 0xFFFE) == 0xFFFE => Rune.ReplacementChar,
        _ => rune,
    };
}
