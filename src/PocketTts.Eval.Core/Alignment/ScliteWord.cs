using System.Buffers;
using System.Text;

namespace PocketTts.Eval.Core.Alignment;

/// <summary>Words as sclite's transcripts can hold them.</summary>
public static class ScliteWord
{
    private static readonly SearchValues<char> s_signs = SearchValues.Create("{}()/@;\\");

    /// <summary>Writes one word; characters that the notation uses itself become their full-width forms.</summary>
    /// <param name="word">A word without blanks.</param>
    /// <returns>The word, or one that the notation does not read as a sign.</returns>
    public static string Of(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        if (!word.AsSpan().ContainsAny(s_signs))
        {
            return word;
        }

        var plain = new StringBuilder(word.Length);
        foreach (char c in word)
        {
            // the full-width forms stand in the order of ASCII
            plain.Append(s_signs.Contains(c) ? (char)(c + 0xFEE0) : c);
        }

        return plain.ToString();
    }
}
