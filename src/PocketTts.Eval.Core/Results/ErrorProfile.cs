using System.Collections.Immutable;
using PocketTts.Eval.Core.Alignment;

namespace PocketTts.Eval.Core.Results;

/// <summary>Word errors of one system by one recognizer in detail; <see cref="ErrorRates"/> turns the counts into rates.</summary>
/// <param name="CountedTakes">Takes that entered, as in <see cref="AccuracySummary"/>.</param>
/// <param name="TakesWithErrors">Of them, with at least one error.</param>
/// <param name="Words">Summed word counts, equal to those of <see cref="AccuracySummary"/>.</param>
/// <param name="Characters">Summed character counts, blanks between words included.</param>
/// <param name="MacroWordErrorRate">Mean over utterances of each utterance's pooled rate; null without utterances.</param>
/// <param name="CappedMacroWordErrorRate">The same with each utterance's rate cut at 1: one endless take cannot move it far.</param>
/// <param name="FirstWord">First words; the word of a one-word text is a first and a last word.</param>
/// <param name="InnerWords">Words that are neither first nor last.</param>
/// <param name="LastWord">Last words.</param>
/// <param name="Deciles">Ten entries: word i of n belongs to decile 10 × i ÷ n, rounded down.</param>
public sealed record ErrorProfile(
    int CountedTakes,
    int TakesWithErrors,
    ErrorCounts Words,
    CharacterCounts Characters,
    double? MacroWordErrorRate,
    double? CappedMacroWordErrorRate,
    PositionCounts FirstWord,
    PositionCounts InnerWords,
    PositionCounts LastWord,
    ImmutableArray<PositionCounts> Deciles)
{
    /// <summary>Share of the counted takes with at least one error, in [0, 1]; null without takes.</summary>
    public double? SentenceErrorRate => CountedTakes == 0 ? null : (double)TakesWithErrors / CountedTakes;
}
