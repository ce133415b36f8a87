namespace PocketTts.Eval.Core.Alignment;

/// <summary>Exact word counts of an alignment, or sums of several.</summary>
/// <param name="Hits">Words that are equal.</param>
/// <param name="Substitutions">Words with another word in their place.</param>
/// <param name="Deletions">Words that are missing.</param>
/// <param name="Insertions">Words that are extra.</param>
public readonly record struct ErrorCounts(long Hits, long Substitutions, long Deletions, long Insertions)
{
    /// <summary>N: words in the reference.</summary>
    public long ReferenceWords => Hits + Substitutions + Deletions;

    /// <summary>S + D + I.</summary>
    public long Errors => Substitutions + Deletions + Insertions;

    /// <summary>Word error rate (S + D + I) / N as a fraction, may exceed 1; null when N is 0.</summary>
    public double? WordErrorRate => ReferenceWords == 0 ? null : (double)Errors / ReferenceWords;

    /// <summary>Adds counts.</summary>
    /// <param name="left">First counts.</param>
    /// <param name="right">Second counts.</param>
    /// <returns>The sums.</returns>
    public static ErrorCounts operator +(ErrorCounts left, ErrorCounts right) => Add(left, right);

    /// <summary>Adds counts.</summary>
    /// <param name="left">First counts.</param>
    /// <param name="right">Second counts.</param>
    /// <returns>The sums.</returns>
    public static ErrorCounts Add(ErrorCounts left, ErrorCounts right) =>
        new(left.Hits + right.Hits, left.Substitutions + right.Substitutions, left.Deletions + right.Deletions, left.Insertions + right.Insertions);
}
