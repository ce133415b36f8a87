using System.Globalization;
using System.Text;

namespace PocketTts.Eval.Models.Pocket.Text;

/// <summary>The reference package's language calls a few more characters white space than .NET does; the rules depend on it.</summary>
internal static class PythonText
{
    /// <summary>White space as <c>str.split()</c> and <c>str.strip()</c> see it.</summary>
    /// <param name="c">Character.</param>
    /// <returns>True for .NET's white space and for U+001C to U+001F.</returns>
    public static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is >= '\u001c' and <= '\u001f';

    /// <summary>Removes white space at both ends.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The inner part.</returns>
    public static string Strip(string text)
    {
        int start = 0;
        int end = text.Length;
        while (start < end && IsSpace(text[start]))
        {
            start++;
        }

        while (end > start && IsSpace(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    /// <summary>Counts the words between white space.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>0 or more.</returns>
    public static int CountWords(string text)
    {
        int words = 0;
        bool isInside = false;
        foreach (char c in text)
        {
            bool isSpace = IsSpace(c);
            words += !isSpace && !isInside ? 1 : 0;
            isInside = !isSpace;
        }

        return words;
    }

    /// <summary>Joins the words of a text with single spaces.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>No white space at the ends, no run of it inside.</returns>
    public static string CollapseSpaces(string text)
    {
        var result = new StringBuilder(text.Length);
        bool isPending = false;
        foreach (char c in text)
        {
            if (IsSpace(c))
            {
                isPending = result.Length > 0;
                continue;
            }

            if (isPending)
            {
                result.Append(' ');
                isPending = false;
            }

            result.Append(c);
        }

        return result.ToString();
    }

    /// <summary>Whether the text ends in a letter or a number of any script.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>False for an empty text.</returns>
    public static bool EndsAlphanumeric(string text) =>
        Rune.DecodeLastFromUtf16(text, out Rune last, out _) == System.Buffers.OperationStatus.Done
        && (Rune.IsLetter(last) || Rune.GetUnicodeCategory(last)
            is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber);
}
