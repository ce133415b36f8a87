namespace PocketTts.Eval.Core.Results;

/// <summary>Which scores enter numbers: the one place that says so.</summary>
internal static class CountedScores
{
    /// <summary>
    /// Scores by a recognizer of the takes that count: identical repeats once, failed syntheses as silence.
    /// </summary>
    public static IEnumerable<(Take Take, TakeScore Score)> Of(IEnumerable<ScoredTake> takes, string recognizerId)
    {
        foreach (ScoredTake take in takes)
        {
            if (take.RepeatsEarlierTake)
            {
                continue;
            }

            foreach (TakeScore score in take.Scores)
            {
                if (string.Equals(score.RecognizerId, recognizerId, StringComparison.Ordinal))
                {
                    yield return (take.Take, score);
                }
            }
        }
    }

    /// <summary>The same of one system of a run.</summary>
    public static IEnumerable<(Take Take, TakeScore Score)> Of(RunResult result, string systemId, string recognizerId) =>
        Of(result.Takes.Where(t => string.Equals(t.Take.Key.SystemId, systemId, StringComparison.Ordinal)), recognizerId);

    /// <summary>The same, text by text.</summary>
    public static IEnumerable<IReadOnlyList<(Take Take, TakeScore Score)>> ByText(RunResult result, string systemId, string recognizerId) =>
        Of(result, systemId, recognizerId).GroupBy(c => (c.Take.Key.Corpus, c.Take.Key.UtteranceId)).Select(text => text.ToArray());

    /// <summary>
    /// Takes with sound of one text by the reading that they were compared with, readings in the order of their words. A failed synthesis lost all its words at once: no word says anything by it.
    /// </summary>
    public static IEnumerable<IReadOnlyList<(Take Take, TakeScore Score)>> ByReading(IEnumerable<(Take Take, TakeScore Score)> counted) =>
        counted.Where(c => c.Take.Synthesis is not null)
            .GroupBy(c => string.Join(' ', c.Score.ReferenceWords), StringComparer.Ordinal)
            .OrderBy(reading => reading.Key, StringComparer.Ordinal)
            .Select(reading => reading.ToArray());
}
