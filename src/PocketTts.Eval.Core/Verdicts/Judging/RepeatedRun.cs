using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Verdicts.Judging;

/// <summary>Heard words that say again what stands beside them.</summary>
/// <param name="ReferenceIndices">The words of the text that were said again.</param>
/// <param name="FirstHypothesis">First of the heard words that are one too many.</param>
/// <param name="Length">How many of them there are.</param>
/// <param name="Times">How often the words were said in all, at least 2.</param>
/// <param name="IsStutter">True when a part of the word, or something like it, came before the word.</param>
internal readonly record struct RepeatedRun(ImmutableArray<int> ReferenceIndices, int FirstHypothesis, int Length, int Times, bool IsStutter);
