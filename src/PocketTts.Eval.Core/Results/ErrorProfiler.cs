using PocketTts.Eval.Core.Alignment;

namespace PocketTts.Eval.Core.Results;

/// <summary>Looks into the errors of a system: rates of every kind, and where in the text they fall.</summary>
public static class ErrorProfiler
{
    private const int DecileCount = 10;

    /// <summary>Profiles one system by one recognizer.</summary>
    /// <param name="result">A scored run.</param>
    /// <param name="systemId">The system.</param>
    /// <param name="recognizerId">Whose transcripts.</param>
    /// <returns>The profile; without counted takes all counts are 0 and all rates null.</returns>
    public static ErrorProfile Of(RunResult result, string systemId, string recognizerId)
    {
        ArgumentNullException.ThrowIfNull(result);
        var utterances = new Dictionary<(string Corpus, string Id), ErrorCounts>();
        ErrorCounts characters = default;
        int takes = 0;
        int takesWithErrors = 0;
        PositionCounts first = default;
        PositionCounts inner = default;
        PositionCounts last = default;
        var deciles = new PositionCounts[DecileCount];
        foreach ((Take take, TakeScore score) in CountedScores.Of(result, systemId, recognizerId))
        {
            takes++;
            takesWithErrors += score.Counts.Errors > 0 ? 1 : 0;
            (string, string) utterance = (take.Key.Corpus, take.Key.UtteranceId);
            utterances[utterance] = utterances.GetValueOrDefault(utterance) + score.Counts;
            characters += CharacterAligner.Count(score.ReferenceWords.AsSpan(), score.HypothesisWords.AsSpan());
            int words = score.ReferenceWords.Length;
            foreach (Edit edit in score.Edits)
            {
                int index = edit.ReferenceIndex;
                if (index < 0)
                {
                    continue;
                }

                Add(ref deciles[(long)index * DecileCount / words], edit.Kind);
                if (index == 0)
                {
                    Add(ref first, edit.Kind);
                }

                if (index == words - 1)
                {
                    Add(ref last, edit.Kind);
                }

                if (index > 0 && index < words - 1)
                {
                    Add(ref inner, edit.Kind);
                }
            }
        }

        return new ErrorProfile(
            takes,
            takesWithErrors,
            utterances.Values.Aggregate(default(ErrorCounts), ErrorCounts.Add),
            characters,
            utterances.Values.Average(c => c.WordErrorRate),
            utterances.Values.Average(c => c.WordErrorRate is { } rate ? Math.Min(1, rate) : (double?)null),
            first,
            inner,
            last,
            [.. deciles]);
    }

    private static void Add(ref PositionCounts counts, EditKind kind) =>
        counts = new PositionCounts(
            counts.Words + 1,
            counts.Deleted + (kind == EditKind.Deletion ? 1 : 0),
            counts.Substituted + (kind == EditKind.Substitution ? 1 : 0));
}
