namespace PocketTts.Eval.Core.Alignment;

/// <summary>What an alignment pays for each error; a hit costs nothing.</summary>
/// <param name="Substitution">Price of a substitution, 1 to 1,000.</param>
/// <param name="Deletion">Price of a deletion, 1 to 1,000.</param>
/// <param name="Insertion">Price of an insertion, 1 to 1,000.</param>
public readonly record struct AlignmentCosts(int Substitution, int Deletion, int Insertion)
{
    /// <summary>1, 1, 1: the fewest errors. Error rates are counted with these.</summary>
    public static AlignmentCosts Unit { get; } = new(1, 1, 1);

    /// <summary>
    /// 4, 3, 3 of NIST sclite: one error more is accepted where it gains a match, so that a lost word beside an extra one is not called
    /// a substitution. Errors are named with these.
    /// </summary>
    public static AlignmentCosts Sclite { get; } = new(4, 3, 3);
}
