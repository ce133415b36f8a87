using System.Buffers;
using System.Text;

namespace PocketTts.Eval.Core.Alignment;

/// <summary>Counts character errors at unit costs over Unicode code points, the blanks between words included.</summary>
/// <remarks>Equal beginnings and endings cost nothing; between them the time grows with characters × characters ÷ 64.</remarks>
public static class CharacterCounter
{
    /// <summary>Counts the character errors between two word lists, each joined by single blanks.</summary>
    /// <param name="reference">What should have been said; may be empty.</param>
    /// <param name="hypothesis">What was heard; may be empty.</param>
    /// <returns>The counts.</returns>
    public static CharacterCounts Count(ReadOnlySpan<string> reference, ReadOnlySpan<string> hypothesis)
    {
        int[] left = ArrayPool<int>.Shared.Rent(Bound(reference));
        int[] right = ArrayPool<int>.Shared.Rent(Bound(hypothesis));
        try
        {
            int length = Write(reference, left);
            return new CharacterCounts(length, Distance(left.AsSpan(0, length), right.AsSpan(0, Write(hypothesis, right))));
        }
        finally
        {
            ArrayPool<int>.Shared.Return(right);
            ArrayPool<int>.Shared.Return(left);
        }
    }

    /// <summary>Characters of a word list that is joined by single blanks.</summary>
    /// <param name="words">The words; may be empty.</param>
    /// <returns>Code points.</returns>
    public static long CountCharacters(ReadOnlySpan<string> words)
    {
        long count = Math.Max(0, words.Length - 1);
        foreach (string word in words)
        {
            foreach (Rune _ in word.EnumerateRunes())
            {
                count++;
            }
        }

        return count;
    }

    private static int Distance(ReadOnlySpan<int> left, ReadOnlySpan<int> right)
    {
        // equal characters at either end never cost an error
        int start = left.CommonPrefixLength(right);
        left = left[start..];
        right = right[start..];
        while (!left.IsEmpty && !right.IsEmpty && left[^1] == right[^1])
        {
            left = left[..^1];
            right = right[..^1];
        }

        return left.IsEmpty || right.IsEmpty ? left.Length + right.Length : new EditDistance<int>(left).To(right);
    }

    private static int Bound(ReadOnlySpan<string> words)
    {
        int length = words.Length;
        foreach (string word in words)
        {
            length += word.Length;
        }

        return length;
    }

    private static int Write(ReadOnlySpan<string> words, int[] characters)
    {
        int count = 0;
        for (int i = 0; i < words.Length; i++)
        {
            if (i > 0)
            {
                characters[count++] = ' ';
            }

            foreach (Rune rune in words[i].EnumerateRunes())
            {
                characters[count++] = rune.Value;
            }
        }

        return count;
    }
}
