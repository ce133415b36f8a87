using System.Buffers;
using System.Text;

namespace PocketTts.Eval.Core.Alignment;

/// <summary>Character errors: the same alignment as <see cref="WordAligner"/> over Unicode code points, the blanks between words included.</summary>
public static class CharacterAligner
{
    /// <summary>Counts the character errors between two word lists, each joined by single blanks.</summary>
    /// <param name="reference">What should have been said; may be empty.</param>
    /// <param name="hypothesis">What was heard; may be empty.</param>
    /// <returns>Counts of characters; their word error rate is the character error rate.</returns>
    public static ErrorCounts Count(ReadOnlySpan<string> reference, ReadOnlySpan<string> hypothesis)
    {
        int[] left = ArrayPool<int>.Shared.Rent(Bound(reference));
        int[] right = ArrayPool<int>.Shared.Rent(Bound(hypothesis));
        try
        {
            return WordAligner.Align(left.AsSpan(0, Write(reference, left)), right.AsSpan(0, Write(hypothesis, right))).Counts;
        }
        finally
        {
            ArrayPool<int>.Shared.Return(right);
            ArrayPool<int>.Shared.Return(left);
        }
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
        foreach (string word in words)
        {
            if (count > 0)
            {
                characters[count++] = ' ';
            }

            foreach (Rune rune in word.EnumerateRunes())
            {
                characters[count++] = rune.Value;
            }
        }

        return count;
    }
}
