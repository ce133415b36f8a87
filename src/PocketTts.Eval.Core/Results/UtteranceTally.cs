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
        return result.Digest is { } digest
            ? digest.Find(systemId, recognizerId)?.Utterances ?? []
            : Sorted(CountedScores.ByText(result, systemId, recognizerId).Select(Of));
    }

    /// <summary>One text.</summary>
    /// <param name="counted">Counted takes of it by one system, at least one.</param>
    internal static UtteranceTrouble Of(IReadOnlyList<(Take Take, TakeScore Score)> counted) =>
        new(
            counted[0].Take.Key.Corpus,
            counted[0].Take.Key.UtteranceId,
            counted.Count,
            counted.Count(c => c.Score.Counts.Errors > 0),
            counted.Aggregate(default(ErrorCounts), (sum, c) => sum + c.Score.Counts),
            counted.Min(c => c.Score.Counts.WordErrorRate),
            counted.Average(c => c.Score.Counts.WordErrorRate),
            counted.Max(c => c.Score.Counts.WordErrorRate));

    /// <summary>All texts by trouble.</summary>
    internal static ImmutableArray<UtteranceTrouble> Sorted(IEnumerable<UtteranceTrouble> utterances) =>
    [
        .. utterances
            .OrderByDescending(u => u.Counts.Errors)
            .ThenByDescending(u => u.Mean)
            .ThenBy(u => u.Corpus, StringComparer.Ordinal)
            .ThenBy(u => u.UtteranceId, StringComparer.Ordinal),
    ];
}
