using System.Collections.Immutable;
using PocketTts.Eval.Core.Alignment;

namespace PocketTts.Eval.Core.Text;

/// <summary>How a transcript differs from a text.</summary>
/// <param name="FormIndex">What was compared: 0 for the text itself, else one more than the index of the accepted form.</param>
/// <param name="ReferenceWords">Words of that form, in the reading that fits best.</param>
/// <param name="ReferenceSpans">Where each of them stands in that form.</param>
/// <param name="HypothesisWords">Words of the transcript, in the reading that fits best.</param>
/// <param name="HypothesisSpans">Where each of them stands in the transcript.</param>
/// <param name="Edits">The alignment at unit costs, in order.</param>
/// <param name="Counts">Its counts.</param>
public sealed record TextComparison(
    int FormIndex,
    ImmutableArray<string> ReferenceWords,
    ImmutableArray<TextSpan> ReferenceSpans,
    ImmutableArray<string> HypothesisWords,
    ImmutableArray<TextSpan> HypothesisSpans,
    ImmutableArray<Edit> Edits,
    ErrorCounts Counts);
