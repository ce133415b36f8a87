using System.Collections.Immutable;
using PocketTts.Eval.Core.Alignment;

namespace PocketTts.Eval.Core.Results;

/// <summary>Which utterances a system gets wrong, and whether always or now and then.</summary>
public static class UtteranceTally
{
    /// <summary>Lists all utterances with counted takes.</summary>
    /// <param name="result">A scored run.</param>
    /// <param name="systemId">The system.</param>
    /// <param name="recognizerId">Whose transcripts.</param>
    /// <returns>Utterances by trouble: most errors first, then the highest mean rate, then corpus and id.</returns>
    public static ImmutableArray<UtteranceTrouble> Of(RunResult result, string systemId, string recognizerId)
    {
        ArgumentNullException.ThrowIfNull(result);
        var utterances = new Dictionary<(string Corpus, string Id), List<ErrorCounts>>();
        foreach ((Take take, TakeScore score) in CountedScores.Of(result, systemId, recognizerId))
        {
            (string, string) utterance = (take.Key.Corpus, take.Key.UtteranceId);
            if (!utterances.TryGetValue(utterance, out List<ErrorCounts>? counts))
            {
                utterances.Add(utterance, counts = []);
            }

            counts.Add(score.Counts);
        }

        return
        [
            .. utterances
                .Select(u => new UtteranceTrouble(
                    u.Key.Corpus,
                    u.Key.Id,
                    u.Value.Count,
                    u.Value.Count(c => c.Errors > 0),
                    u.Value.Aggregate(default(ErrorCounts), ErrorCounts.Add),
                    u.Value.Min(c => c.WordErrorRate),
                    u.Value.Average(c => c.WordErrorRate),
                    u.Value.Max(c => c.WordErrorRate)))
                .OrderByDescending(u => u.Counts.Errors)
                .ThenByDescending(u => u.Mean)
                .ThenBy(u => u.Corpus, StringComparer.Ordinal)
                .ThenBy(u => u.UtteranceId, StringComparer.Ordinal),
        ];
    }
}
