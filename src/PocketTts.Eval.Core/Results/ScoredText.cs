namespace PocketTts.Eval.Core.Results;

/// <summary>All takes of one text, scored.</summary>
/// <param name="Indexes">Their places in the plan's order, ascending.</param>
/// <param name="Takes">The takes, in the same order.</param>
internal sealed record ScoredText(int[] Indexes, ScoredTake[] Takes);
