using System.Collections.Immutable;
using PocketTts.Eval.Core.Alignment;
using PocketTts.Eval.Core.Text;
using PocketTts.Eval.Core.Verdicts;

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
    ErrorCounts Counts)
{
    /// <summary>What was compared: 0 for the text itself, else one more than the index of the accepted form.</summary>
    public int FormIndex { get; init; }

    /// <summary>Where each reference word stands in the compared form, in UTF-16 units; empty when unknown.</summary>
    public ImmutableArray<TextSpan> ReferenceSpans { get; init; } = [];

    /// <summary>Where each heard word stands in the transcript, in UTF-16 units; empty when unknown.</summary>
    public ImmutableArray<TextSpan> HypothesisSpans { get; init; } = [];

    /// <summary>What is said of the take: word by word and as a whole.</summary>
    public TakeVerdict Verdict { get; init; } = TakeVerdict.Empty;
}
