using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Core.Verdicts;

/// <summary>Which words a system gets wrong, how, and how often.</summary>
public static class WordFaultTally
{
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
            : Sorted(CountedScores.Of(result, systemId, recognizerId).GroupBy(c => (c.Take.Key.Corpus, c.Take.Key.UtteranceId)).SelectMany(Of));
    }

    /// <summary>The words of one text.</summary>
    /// <param name="counted">Counted takes of one text by one system.</param>
    internal static IEnumerable<WordFaults> Of(IEnumerable<(Take Take, TakeScore Score)> counted)
    {
        var readings = new Dictionary<string, Reading>(StringComparer.Ordinal);
        foreach ((Take take, TakeScore score) in counted)
        {
            if (take.Synthesis is null)
            {
                continue;
            }

            ref Reading? reading = ref CollectionsMarshal.GetValueRefOrAddDefault(readings, string.Join(' ', score.ReferenceWords), out _);
            reading ??= new Reading(take.Key.Corpus, take.Key.UtteranceId, score.ReferenceWords);
            reading.Add(score.Verdict);
        }

        return readings.OrderBy(r => r.Key, StringComparer.Ordinal).SelectMany(r => r.Value.Faults());
    }

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

    private sealed class Reading(string corpus, string utteranceId, ImmutableArray<string> words)
    {
        private readonly SortedDictionary<int, List<WordVerdict>> _faults = [];
        private int _takes;

        public void Add(TakeVerdict verdict)
        {
            _takes++;
            foreach (WordVerdict word in verdict.Words)
            {
                if (word.Kind == WordVerdictKind.Said)
                {
                    continue;
                }

                if (!_faults.TryGetValue(word.WordIndex, out List<WordVerdict>? faults))
                {
                    _faults.Add(word.WordIndex, faults = []);
                }

                faults.Add(word);
            }
        }

        public IEnumerable<WordFaults> Faults() =>
            _faults.Where(f => f.Value.Exists(w => w.IsFault)).Select(f => new WordFaults(
                corpus,
                utteranceId,
                words,
                f.Key,
                _takes,
                [.. f.Value.CountBy(w => w.Kind).OrderBy(c => c.Key)],
                f.Value.Count(w => w.IsConfirmedFault),
                f.Value.Exists(w => w.IsTextOrRecognizer),
                [
                    .. f.Value.Where(w => w.IsFault && w.Heard is not null)
                        .CountBy(w => w.Heard!, StringComparer.Ordinal)
                        .OrderByDescending(h => h.Value)
                        .ThenBy(h => h.Key, StringComparer.Ordinal),
                ]));
    }
}
