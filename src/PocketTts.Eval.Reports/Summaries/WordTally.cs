using System.Collections.Immutable;
using PocketTts.Eval.Core.Alignment;
using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Reports.Summaries;

/// <summary>How one word of one text fared over the counted takes of one system, by one recognizer.</summary>
/// <param name="SystemId">Id of the system.</param>
/// <param name="RecognizerId">Id of the recognizer.</param>
/// <param name="Corpus">Name of the corpus.</param>
/// <param name="UtteranceId">Id of the utterance.</param>
/// <param name="WordIndex">Index into the reference words.</param>
/// <param name="Word">The reference word.</param>
/// <param name="Takes">Counted takes with sound that were compared with this form of the text.</param>
/// <param name="Lost">Takes in which it is missing.</param>
/// <param name="Substituted">Takes in which another word stands in its place.</param>
/// <param name="Heard">Words heard in its place with the number of takes, most frequent first, then by ordinal order.</param>
internal sealed record WordTally(
    string SystemId,
    string RecognizerId,
    string Corpus,
    string UtteranceId,
    int WordIndex,
    string Word,
    int Takes,
    int Lost,
    int Substituted,
    ImmutableArray<KeyValuePair<string, int>> Heard)
{
    /// <summary>Takes in which the word was lost or substituted.</summary>
    public int Wrong => Lost + Substituted;

    /// <summary>
    /// Tallies takes of one system and one text. Identical repeats count once (DESIGN rule 10); takes without sound
    /// lose every word alike, so they say nothing about single words and stay out.
    /// </summary>
    /// <param name="takes">Takes of one system and one utterance.</param>
    /// <param name="recognizerId">Whose scores to use.</param>
    /// <returns>One tally a reference word; empty when no take was compared.</returns>
    public static ImmutableArray<WordTally> Of(IReadOnlyCollection<ScoredTake> takes, string recognizerId)
    {
        List<(TakeKey Key, TakeScore Score)> scores =
        [
            .. takes.Where(take => take.Take.Synthesis is not null && !take.RepeatsEarlierTake)
                .SelectMany(take => take.Scores.Where(score => score.RecognizerId == recognizerId), (take, score) => (take.Take.Key, score)),
        ];
        if (scores.Count == 0)
        {
            return [];
        }

        // takes may be compared with different accepted forms; the most frequent form is the one to show
        ImmutableArray<string> words = scores
            .GroupBy(pair => string.Join(' ', pair.Score.ReferenceWords), StringComparer.Ordinal)
            .MaxBy(group => group.Count())!.First().Score.ReferenceWords;
        var same = scores.Where(pair => pair.Score.ReferenceWords.AsSpan().SequenceEqual(words.AsSpan())).ToList();
        int[] lost = new int[words.Length];
        int[] substituted = new int[words.Length];
        var heard = new Dictionary<string, int>?[words.Length];
        foreach ((_, TakeScore score) in same)
        {
            foreach (Edit edit in score.Edits)
            {
                if (edit.Kind == EditKind.Deletion)
                {
                    lost[edit.ReferenceIndex]++;
                }
                else if (edit.Kind == EditKind.Substitution)
                {
                    substituted[edit.ReferenceIndex]++;
                    Dictionary<string, int> here = heard[edit.ReferenceIndex] ??= new(StringComparer.Ordinal);
                    string word = score.HypothesisWords[edit.HypothesisIndex];
                    here[word] = here.GetValueOrDefault(word) + 1;
                }
            }
        }

        TakeKey key = same[0].Key;
        return
        [
            .. words.Select((word, i) => new WordTally(
                key.SystemId, recognizerId, key.Corpus, key.UtteranceId, i, word, same.Count, lost[i], substituted[i],
                heard[i] is null ? [] : [.. heard[i]!.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)])),
        ];
    }
}
