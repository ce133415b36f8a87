using PocketTts.Eval.Core.Alignment;

namespace PocketTts.Eval.Core.Results;

/// <summary>Word errors of one system by one recognizer.</summary>
/// <param name="RecognizerId">Whose transcripts.</param>
/// <param name="CountedTakes">Takes that entered the counts (identical repeats once, failed syntheses as silence).</param>
/// <param name="Counts">Summed counts.</param>
/// <param name="MacroWordErrorRate">Mean over utterances of each utterance's own rate; null without utterances.</param>
/// <param name="Interval">95 % interval of the micro rate (<see cref="Statistics.ClusterRatio.ShareInterval"/>); null with fewer than 2 utterances.</param>
/// <param name="TakesWithErrors">Counted takes with at least one error.</param>
public sealed record AccuracySummary(
    string RecognizerId,
    int CountedTakes,
    ErrorCounts Counts,
    double? MacroWordErrorRate,
    Interval? Interval,
    int TakesWithErrors);
