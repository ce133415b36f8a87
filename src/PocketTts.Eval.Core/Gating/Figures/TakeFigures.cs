using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Core.Gating.Figures;

/// <summary>All numbers of one take by one recognizer: what comparisons and gates work on, whether it came from a run folder or from a baseline.</summary>
/// <param name="Key">Which take.</param>
/// <param name="RecognizerId">Whose transcript was compared.</param>
/// <param name="Tags">Slices its utterance belongs to.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Failure"><c>stage/reason</c> of its failure, or null.</param>
/// <param name="Values">One number a column of the table; NaN where it is unknown.</param>
public sealed record TakeFigures(
    TakeKey Key, string RecognizerId, ImmutableArray<string> Tags, TakeOutcome Outcome, string? Failure, ImmutableArray<double> Values);
