using System.Globalization;
using PocketTts.Eval.Models.Kokoro.Phonemes.Tokens;

namespace PocketTts.Eval.Models.Kokoro.Phonemes;

/// <summary>
/// misaki's markup: <c>[word](/phonemes/)</c> says exactly these phonemes, <c>[word](+1)</c>, <c>(-1)</c>, <c>(0.5)</c>, … moves
/// the stress, <c>[1105](#&amp;#)</c> sets flags for a number. A link that is none of these keeps its text and loses its target.
/// </summary>
internal static class PronunciationMarkup
{
    private const int LongestPart = 1000;

    /// <summary>Splits a cleaned text into tokens and applies the markup to them.</summary>
    public static List<Token> Tokenize(string text)
    {
        var tokens = new List<Token>(text.Length / 4);
        int done = 0;
        int open = text.IndexOf('[', StringComparison.Ordinal);
        while (open >= 0)
        {
            if (!TryFind(text, open, out int middle, out int close))
            {
                open = text.IndexOf('[', open + 1);
                continue;
            }

            AddPlain(text.AsSpan(done, open - done), tokens);
            AddMarked(text[(open + 1)..middle], text[(middle + 2)..close], tokens);
            done = close + 1;
            if (done < text.Length && char.IsWhiteSpace(text[done]) && tokens.Count > 0)
            {
                tokens[^1].FollowedByBlank = true;
            }

            open = text.IndexOf('[', done);
        }

        AddPlain(text.AsSpan(done), tokens);
        return tokens;
    }

    private static bool TryFind(string text, int open, out int middle, out int close)
    {
        close = -1;
        int end = text.AsSpan(open, Math.Min(LongestPart, text.Length - open)).IndexOf("](");
        middle = open + end;
        if (end <= 1 || text.AsSpan(open + 1, end - 1).Contains(']'))
        {
            return false;
        }

        int length = text.AsSpan(middle, Math.Min(LongestPart, text.Length - middle)).IndexOf(')');
        close = middle + length;
        return length >= 0;
    }

    private static void AddPlain(ReadOnlySpan<char> text, List<Token> tokens)
    {
        int before = tokens.Count;
        EnglishTokenizer.Tokenize(text, tokens);
        if (tokens.Count > before && text.Length > 0 && char.IsWhiteSpace(text[^1]))
        {
            tokens[^1].FollowedByBlank = true;
        }
    }

    private static void AddMarked(string text, string feature, List<Token> tokens)
    {
        if (feature.Length > 1 && feature[0] == '/' && feature[^1] == '/')
        {
            tokens.Add(new Token(text) { Phonemes = feature.Trim('/') });
            return;
        }

        int before = tokens.Count;
        EnglishTokenizer.Tokenize(text, tokens);
        for (int i = before; i < tokens.Count; i++)
        {
            if (feature.Length > 1 && feature[0] == '#' && feature[^1] == '#')
            {
                tokens[i].NumberFlags = feature.Trim('#');
            }
            else if (StressOf(feature) is { } stress)
            {
                tokens[i].Stress = stress;
            }
        }
    }

    private static double? StressOf(string feature) =>
        feature is "0.5" or "+0.5" ? 0.5
        : feature == "-0.5" ? -0.5
        : int.TryParse(feature, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int level) ? level
        : null;
}
