namespace PocketTts.Eval.Core.Alignment;

/// <summary>Exact character counts of a text, or sums of several.</summary>
/// <param name="Characters">Code points of the reference, single blanks between words included.</param>
/// <param name="Errors">The fewest substitutions, deletions and insertions that make what was heard of it.</param>
public readonly record struct CharacterCounts(long Characters, long Errors)
{
    /// <summary>Character error rate as a fraction, may exceed 1; null without characters.</summary>
    public double? ErrorRate => Characters == 0 ? null : (double)Errors / Characters;

    /// <summary>Adds counts.</summary>
    /// <param name="left">First counts.</param>
    /// <param name="right">Second counts.</param>
    /// <returns>The sums.</returns>
    public static CharacterCounts operator +(CharacterCounts left, CharacterCounts right) => Add(left, right);

    /// <summary>Adds counts.</summary>
    /// <param name="left">First counts.</param>
    /// <param name="right">Second counts.</param>
    /// <returns>The sums.</returns>
    public static CharacterCounts Add(CharacterCounts left, CharacterCounts right) => new(left.Characters + right.Characters, left.Errors + right.Errors);
}
