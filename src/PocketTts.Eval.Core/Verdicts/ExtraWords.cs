using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Verdicts;

/// <summary>Words that were heard and stand nowhere in the text. Repetitions are no extra words: they belong to the word that was repeated.</summary>
/// <param name="BeforeWordIndex">Index of the word of the text that follows; the number of words at the end.</param>
/// <param name="Words">What was heard, normalized, at least one.</param>
/// <param name="Kind">A word or two, or a stretch of them.</param>
/// <param name="Confidence">How well that is founded.</param>
/// <param name="RuleId">The rule that decided, as <c>docs/verdicts.md</c> lists it.</param>
public sealed record ExtraWords(int BeforeWordIndex, ImmutableArray<string> Words, ExtraWordsKind Kind, VerdictConfidence Confidence, string RuleId)
{
    /// <summary>Start in seconds from the beginning of the sound, or null.</summary>
    public double? StartSeconds { get; init; }

    /// <summary>End in seconds, or null.</summary>
    public double? EndSeconds { get; init; }

    /// <summary>True when the same words are extra at this place in every take of every system.</summary>
    public bool IsTextOrRecognizer { get; init; }
}
