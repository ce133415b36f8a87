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
}
