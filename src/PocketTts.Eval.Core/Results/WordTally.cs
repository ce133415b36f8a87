using System.Collections.Immutable;
using System.Runtime.InteropServices;
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
            : Sorted(CountedScores.Of(result, systemId, recognizerId).GroupBy(c => (c.Take.Key.Corpus, c.Take.Key.UtteranceId)).SelectMany(Of));
    }

    /// <summary>The words of one text.</summary>
    /// <param name="counted">Counted takes of one text by one system.</param>
    internal static IEnumerable<WordTrouble> Of(IEnumerable<(Take Take, TakeScore Score)> counted)
    {
        var forms = new Dictionary<string, FormTally>(StringComparer.Ordinal);
        foreach ((Take take, TakeScore score) in counted)
        {
            if (take.Synthesis is null)
            {
                continue;
            }

            ref FormTally? form = ref CollectionsMarshal.GetValueRefOrAddDefault(forms, string.Join(' ', score.ReferenceWords), out _);
            form ??= new FormTally(take.Key.Corpus, take.Key.UtteranceId, score.ReferenceWords);
            form.Add(score);
        }

        return forms.OrderBy(f => f.Key, StringComparer.Ordinal).SelectMany(f => f.Value.Troubles());
    }

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

    private sealed class FormTally(string corpus, string utteranceId, ImmutableArray<string> words)
    {
        private readonly int[] _deleted = new int[words.Length];
        private readonly SortedDictionary<int, List<string>> _heardInstead = [];
        private int _takes;

        public void Add(TakeScore score)
        {
            _takes++;
            foreach (Edit edit in score.Edits)
            {
                if (edit.Kind == EditKind.Deletion)
                {
                    _deleted[edit.ReferenceIndex]++;
                }
                else if (edit.Kind == EditKind.Substitution)
                {
                    if (!_heardInstead.TryGetValue(edit.ReferenceIndex, out List<string>? heard))
                    {
                        _heardInstead.Add(edit.ReferenceIndex, heard = []);
                    }

                    heard.Add(score.HypothesisWords[edit.HypothesisIndex]);
                }
            }
        }

        public IEnumerable<WordTrouble> Troubles()
        {
            for (int index = 0; index < words.Length; index++)
            {
                List<string> heard = _heardInstead.GetValueOrDefault(index) ?? [];
                if (_deleted[index] + heard.Count == 0)
                {
                    continue;
                }

                yield return new WordTrouble(
                    corpus,
                    utteranceId,
                    words,
                    index,
                    _takes,
                    _deleted[index],
                    heard.Count,
                    [.. heard.CountBy(h => h, StringComparer.Ordinal).OrderByDescending(h => h.Value).ThenBy(h => h.Key, StringComparer.Ordinal)]);
            }
        }
    }
}
