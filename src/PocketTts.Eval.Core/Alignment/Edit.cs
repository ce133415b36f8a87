namespace PocketTts.Eval.Core.Alignment;

/// <summary>One step of an alignment.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="ReferenceIndex">Index of the reference word, or -1 for an insertion.</param>
/// <param name="HypothesisIndex">Index of the hypothesis word, or -1 for a deletion.</param>
public readonly record struct Edit(EditKind Kind, int ReferenceIndex, int HypothesisIndex);
