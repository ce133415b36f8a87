using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Core.Verdicts;

/// <summary>Which words a system gets wrong, how, and how often.</summary>
public static class WordFaultTally
{
    private static readonly PairCache<ImmutableArray<WordFaults>> s_known =
        new((result, systemId, recognizerId) => Sorted(CountedScores.ByText(result, systemId, recognizerId).SelectMany(Of)));

    /// <summary>Lists the words with a fault in at least one take with sound; identical repeats count once.</summary>
    /// <param name="result">A scored run.</param>
    /// <param name="systemId">The system.</param>
    /// <param name="recognizerId">Whose transcripts.</param>
    /// <returns>
    /// Words by trouble: most wrong takes first, then the larger share of the takes, then more skips, then corpus, utterance, index. Empty
    /// when nothing was wrong or the run has no such system or recognizer.
    /// </returns>
    public static ImmutableArray<WordFaults> Of(RunResult result, string systemId, string recognizerId)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Digest is { } digest
            ? digest.Find(systemId, recognizerId)?.Faults ?? []
            : s_known.Of(result, systemId, recognizerId);
    }

    /// <summary>The words of one text.</summary>
    /// <param name="counted">Counted takes of one text by one system.</param>
    internal static IEnumerable<WordFaults> Of(IEnumerable<(Take Take, TakeScore Score)> counted) =>
        CountedScores.ByReading(counted).SelectMany(Faults);

    /// <summary>Words of all texts by trouble; those of one text in the order given where nothing else decides.</summary>
    internal static ImmutableArray<WordFaults> Sorted(IEnumerable<WordFaults> words) =>
    [
        .. words
            .OrderByDescending(w => w.Wrong)
            .ThenByDescending(w => (double)w.Wrong / w.CountedTakes)
            .ThenByDescending(w => w.Count(WordVerdictKind.Skipped))
            .ThenBy(w => w.Corpus, StringComparer.Ordinal)
            .ThenBy(w => w.UtteranceId, StringComparer.Ordinal)
            .ThenBy(w => w.WordIndex),
    ];

    // the words of one reading
    private static IEnumerable<WordFaults> Faults(IReadOnlyList<(Take Take, TakeScore Score)> takes)
    {
        TakeKey key = takes[0].Take.Key;
        return takes.SelectMany(t => t.Score.Verdict.Words)
            .Where(w => w.Kind != WordVerdictKind.Said)
            .GroupBy(w => w.WordIndex)
            .Where(word => word.Any(w => w.IsFault))
            .OrderBy(word => word.Key)
            .Select(word => new WordFaults(
                key.Corpus,
                key.UtteranceId,
                takes[0].Score.ReferenceWords,
                word.Key,
                takes.Count,
                [.. word.CountBy(w => w.Kind).OrderBy(c => c.Key)],
                word.Count(w => w.IsConfirmedFault),
                word.Any(w => w.IsTextOrRecognizer),
                [
                    .. word.Where(w => w.IsFault && w.Heard is not null)
                        .CountBy(w => w.Heard!, StringComparer.Ordinal)
                        .OrderByDescending(h => h.Value)
                        .ThenBy(h => h.Key, StringComparer.Ordinal),
                ]));
    }
}
