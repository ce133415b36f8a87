using System.Globalization;
using System.Text;

namespace PocketTts.Eval.Core.Text;

/// <summary>What Whisper's normalizers do with characters that are no letters.</summary>
internal static class SymbolFilter
{
    /// <summary>Form NFKC; marks, symbols and punctuation become blanks.</summary>
    public static TracedText RemoveSymbols(TracedText text) =>
        Map(TextFolding.Normalize(text, NormalizationForm.FormKC), rune => IsMarkOrSymbol(rune) ? " " : null);

    /// <summary>
    /// Form NFKD; nonspacing marks vanish, other marks, symbols and punctuation become blanks, letters with a stroke or ligature lose it.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="keep">Symbols that stay.</param>
    public static TracedText RemoveSymbolsAndDiacritics(TracedText text, string keep) =>
        Map(
            TextFolding.Normalize(text, NormalizationForm.FormKD),
            rune =>
            {
                if (rune.IsBmp && keep.Contains((char)rune.Value, StringComparison.Ordinal))
                {
                    return null;
                }

                return Undecomposed(rune.Value)
                    ?? (Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark ? string.Empty : IsMarkOrSymbol(rune) ? " " : null);
            });

    // letters that NFKD leaves whole
    private static string? Undecomposed(int character) => character switch
    {
        '\u0153' => "oe",
        '\u0152' => "OE",
        '\u00F8' => "o",
        '\u00D8' => "O",
        '\u00E6' => "ae",
        '\u00C6' => "AE",
        '\u00DF' => "ss",
        '\u1E9E' => "SS",
        '\u0111' or '\u00F0' => "d",
        '\u0110' or '\u00D0' => "D",
        '\u00FE' or '\u00DE' => "th",
        '\u0142' => "l",
        '\u0141' => "L",
        _ => null,
    };

    private static bool IsMarkOrSymbol(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
            or (>= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherSymbol);

    // null keeps the character
    private static TracedText Map(TracedText text, Func<Rune, string?> replacement)
    {
        var builder = new TracedTextBuilder(text);
        int index = 0;
        foreach (Rune rune in text.Text.EnumerateRunes())
        {
            int length = rune.Utf16SequenceLength;
            if (replacement(rune) is { } written)
            {
                builder.Write(written, index, length);
            }
            else
            {
                builder.Keep(index, length);
            }

            index += length;
        }

        return builder.Build();
    }
}
