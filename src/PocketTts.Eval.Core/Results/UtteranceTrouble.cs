using PocketTts.Eval.Core.Alignment;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Results;

/// <summary>How one utterance fared over the takes of a system, by one recognizer.</summary>
/// <param name="Corpus">Corpus of the utterance.</param>
/// <param name="UtteranceId">The utterance.</param>
/// <param name="CountedTakes">Takes that entered, as in <see cref="AccuracySummary"/>.</param>
/// <param name="TakesWithErrors">Of them, with at least one error.</param>
/// <param name="Counts">Summed counts.</param>
/// <param name="Best">Lowest word error rate of a take; null for a text without words.</param>
/// <param name="Mean">Mean word error rate of the takes; null for a text without words.</param>
/// <param name="Worst">Highest word error rate of a take; null for a text without words.</param>
public sealed record UtteranceTrouble(
    string Corpus, string UtteranceId, int CountedTakes, int TakesWithErrors, ErrorCounts Counts, double? Best, double? Mean, double? Worst)
{
    /// <summary>The chance that one of two takes has errors and the other none; null with fewer than 2 takes.</summary>
    public double? FlipRate => Repeats.FlipRate(TakesWithErrors, CountedTakes);
}
