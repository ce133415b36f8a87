using System.Collections.Immutable;
using PocketTts.Eval.Core.Text;

namespace PocketTts.Eval.Reports.Text;

/// <summary>A piece of a text as written: a run of blanks, or what stands between blanks.</summary>
/// <param name="Text">The piece.</param>
/// <param name="FirstWord">Index of its first normalized word.</param>
/// <param name="WordCount">Normalized words it holds; 0 for blanks and bare punctuation.</param>
internal readonly record struct SurfacePiece(string Text, int FirstWord, int WordCount);

/// <summary>Finds the normalized words in the text as written, so that a report can mark the original.</summary>
internal static class SurfaceText
{
    /// <summary>Cuts a text at its blanks and says which normalized words each piece holds.</summary>
    /// <param name="text">The text as written.</param>
    /// <param name="words">Its normalized words.</param>
    /// <returns>Pieces that give the text when joined; null when the words are not those of the text, as with an accepted spoken form.</returns>
    public static ImmutableArray<SurfacePiece>? Map(string text, ImmutableArray<string> words)
    {
        var pieces = ImmutableArray.CreateBuilder<SurfacePiece>();
        int word = 0;
        for (int start = 0; start < text.Length;)
        {
            bool isBlank = char.IsWhiteSpace(text[start]);
            int end = start + 1;
            while (end < text.Length && char.IsWhiteSpace(text[end]) == isBlank)
            {
                end++;
            }

            string piece = text[start..end];
            ImmutableArray<string> inside = isBlank ? [] : PlainWords.Split(piece);
            if (word + inside.Length > words.Length || !words.AsSpan(word, inside.Length).SequenceEqual(inside.AsSpan()))
            {
                return null;
            }

            pieces.Add(new SurfacePiece(piece, word, inside.Length));
            word += inside.Length;
            start = end;
        }

        return word == words.Length ? pieces.ToImmutable() : null;
    }
}
