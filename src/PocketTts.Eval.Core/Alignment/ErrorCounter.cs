namespace PocketTts.Eval.Core.Alignment;

/// <summary>Counts errors at unit costs where nobody asks which words they are.</summary>
public static class ErrorCounter
{
    // above this the aligner's band and its bounded memory are worth it
    private const int SmallTableCells = 64 * 64;

    /// <summary>Counts errors without saying where they are: the same counts as <see cref="WordAligner.Align(ReadOnlySpan{string}, ReadOnlySpan{string})"/> gives, sooner.</summary>
    /// <param name="reference">What should have been said; may be empty.</param>
    /// <param name="hypothesis">What was heard; may be empty.</param>
    /// <returns>The counts.</returns>
    public static ErrorCounts Count(ReadOnlySpan<string> reference, ReadOnlySpan<string> hypothesis)
    {
        // equal words at either end never cost an error or a hit
        int start = 0;
        while (start < reference.Length && start < hypothesis.Length && string.Equals(reference[start], hypothesis[start], StringComparison.Ordinal))
        {
            start++;
        }

        int end = 0;
        while (end < reference.Length - start && end < hypothesis.Length - start && string.Equals(reference[^(end + 1)], hypothesis[^(end + 1)], StringComparison.Ordinal))
        {
            end++;
        }

        ReadOnlySpan<string> left = reference[start..^end];
        ReadOnlySpan<string> right = hypothesis[start..^end];
        ErrorCounts inner = left.IsEmpty || right.IsEmpty
            ? new ErrorCounts(0, 0, left.Length, right.Length)
            : (long)left.Length * right.Length > SmallTableCells ? WordAligner.Align(left, right).Counts : CountInTable(left, right);
        return inner with { Hits = inner.Hits + start + end };
    }

    private static ErrorCounts CountInTable(ReadOnlySpan<string> left, ReadOnlySpan<string> right)
    {
        // errors × cost − hits, as in the alignment; errors and hits give the rest
        int cost = Math.Min(left.Length, right.Length) + 1;
        Span<int> row = right.Length < 256 ? stackalloc int[right.Length + 1] : new int[right.Length + 1];
        for (int j = 0; j <= right.Length; j++)
        {
            row[j] = j * cost;
        }

        foreach (string word in left)
        {
            int diagonal = row[0];
            int before = row[0] += cost;
            for (int j = 0; j < right.Length; j++)
            {
                int up = row[j + 1];
                int pair = diagonal + (string.Equals(word, right[j], StringComparison.Ordinal) ? -1 : cost);
                before = Math.Min(pair, Math.Min(up, before) + cost);
                row[j + 1] = before;
                diagonal = up;
            }
        }

        int errors = (row[^1] + cost - 1) / cost;
        int hits = (errors * cost) - row[^1];
        int substitutions = left.Length + right.Length - (2 * hits) - errors;
        return new ErrorCounts(hits, substitutions, left.Length - hits - substitutions, right.Length - hits - substitutions);
    }
}
