namespace PocketTts.Eval.Core.Results;

/// <summary>What became of the reference words at one kind of place.</summary>
/// <param name="Words">Reference words there.</param>
/// <param name="Deleted">Of them, not heard.</param>
/// <param name="Substituted">Of them, heard as another word.</param>
public readonly record struct PositionCounts(long Words, long Deleted, long Substituted)
{
    /// <summary>Share of the words that were deleted or substituted, in [0, 1]; null without words.</summary>
    public double? WrongRate => Words == 0 ? null : (double)(Deleted + Substituted) / Words;

    /// <summary>Share of the words that were deleted, in [0, 1]; null without words.</summary>
    public double? DeletionRate => Words == 0 ? null : (double)Deleted / Words;
}
