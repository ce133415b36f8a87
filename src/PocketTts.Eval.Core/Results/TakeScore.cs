using System.Collections.Immutable;
using PocketTts.Eval.Core.Alignment;

namespace PocketTts.Eval.Core.Results;

/// <summary>A take compared with its text, by one recognizer. Derived from facts; never stored as truth.</summary>
/// <param name="RecognizerId">Whose transcript was compared.</param>
/// <param name="ReferenceWords">Normalized words of the text (or of the accepted form that fits best).</param>
/// <param name="HypothesisWords">Normalized words of the transcript; empty when the synthesis failed.</param>
/// <param name="Edits">The alignment, in order.</param>
/// <param name="Counts">Its counts.</param>
public sealed record TakeScore(
    string RecognizerId,
    ImmutableArray<string> ReferenceWords,
    ImmutableArray<string> HypothesisWords,
    ImmutableArray<Edit> Edits,
    ErrorCounts Counts);
