namespace PocketTts.Eval.Core.Gating.Comparison;

/// <summary>Something that makes numbers of two runs incomparable.</summary>
/// <param name="Aspect">Which numbers.</param>
/// <param name="What">What differs, with both values.</param>
public sealed record Incomparability(IncomparableAspect Aspect, string What);
