using System.Collections.Immutable;
using PocketTts.Eval.Core.Alignment;

namespace PocketTts.Eval.Core.Results;

/// <summary>Which words a system gets wrong, and how often: the answer to "is it always the same ones?".</summary>
public static class WordTally
{
    /// <summary>
    /// Lists the reference words that were deleted or substituted at least once, per utterance and word index. Only takes with sound
    /// enter: a failed synthesis lost all its words at once and is listed as a failure. Identical repeats count once. Extra words belong to no reference
    /// word and are not listed.
    /// </summary>
    /// <param name="result">A scored run.</param>
    /// <param name="systemId">The system.</param>
    /// <param name="recognizerId">Whose transcripts.</param>
    /// <returns>
    /// Words by trouble: most wrong takes first, then the larger share of the counted takes, then more deletions, then corpus, utterance,
    /// index. Empty when nothing was wrong or the run has no such system or recognizer.
    /// </returns>
    public static ImmutableArray<WordTrouble> Of(RunResult result, string systemId, string recognizerId)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Digest is { } digest
            ? digest.Find(systemId, recognizerId)?.Words ?? []
            : Sorted(CountedScores.ByText(result, systemId, recognizerId).SelectMany(Of));
    }

    /// <summary>The words of one text.</summary>
    /// <param name="counted">Counted takes of one text by one system.</param>
    internal static IEnumerable<WordTrouble> Of(IEnumerable<(Take Take, TakeScore Score)> counted) =>
        CountedScores.ByReading(counted).SelectMany(Troubles);

    /// <summary>Words of all texts by trouble; those of one text in the order given where nothing else decides.</summary>
    internal static ImmutableArray<WordTrouble> Sorted(IEnumerable<WordTrouble> words) =>
    [
        .. words
            .OrderByDescending(w => w.Wrong)
            .ThenByDescending(w => (double)w.Wrong / w.CountedTakes)
            .ThenByDescending(w => w.Deleted)
            .ThenBy(w => w.Corpus, StringComparer.Ordinal)
            .ThenBy(w => w.UtteranceId, StringComparer.Ordinal)
            .ThenBy(w => w.WordIndex),
    ];

    // the words of one reading
    private static IEnumerable<WordTrouble> Troubles(IReadOnlyList<(Take Take, TakeScore Score)> takes)
    {
        ImmutableArray<string> words = takes[0].Score.ReferenceWords;
        int[] deleted = new int[words.Length];
        var heardInstead = new Dictionary<int, List<string>>();
        foreach ((_, TakeScore score) in takes)
        {
            foreach (Edit edit in score.Edits)
            {
                if (edit.Kind == EditKind.Deletion)
                {
                    deleted[edit.ReferenceIndex]++;
                }
                else if (edit.Kind == EditKind.Substitution)
                {
                    if (!heardInstead.TryGetValue(edit.ReferenceIndex, out List<string>? heard))
                    {
                        heardInstead.Add(edit.ReferenceIndex, heard = []);
                    }

                    heard.Add(score.HypothesisWords[edit.HypothesisIndex]);
                }
            }
        }

        TakeKey key = takes[0].Take.Key;
        for (int index = 0; index < words.Length; index++)
        {
            List<string> heard = heardInstead.GetValueOrDefault(index) ?? [];
            if (deleted[index] + heard.Count == 0)
            {
                continue;
            }

            yield return new WordTrouble(
                key.Corpus,
                key.UtteranceId,
                words,
                index,
                takes.Count,
                deleted[index],
                heard.Count,
                [.. heard.CountBy(h => h, StringComparer.Ordinal).OrderByDescending(h => h.Value).ThenBy(h => h.Key, StringComparer.Ordinal)]);
        }
    }
}
