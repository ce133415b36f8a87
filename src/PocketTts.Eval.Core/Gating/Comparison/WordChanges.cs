using System.Collections.Immutable;
using PocketTts.Eval.Core.Gating.Figures;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Gating.Comparison;

/// <summary>Finds the words that got worse or better.</summary>
internal static class WordChanges
{
    /// <summary>All words whose share of wrong takes changed, the largest change first, then the smaller p-value, then by place.</summary>
    public static ImmutableArray<WordChange> Of(SystemPair pair, string recognizerId, FigureScope scope)
    {
        Dictionary<TextKey, int> baseTakes = CountedTakes(pair.BaseTable, pair.BaseSystemId, recognizerId, scope);
        Dictionary<TextKey, int> headTakes = CountedTakes(pair.HeadTable, pair.HeadSystemId, recognizerId, scope);
        Dictionary<(TextKey, int, string), WrongWord> before = Words(pair.BaseTable, pair.BaseSystemId, recognizerId);
        Dictionary<(TextKey, int, string), WrongWord> now = Words(pair.HeadTable, pair.HeadSystemId, recognizerId);
        var changes = new List<WordChange>();
        foreach ((TextKey text, int index, string word) in before.Keys.Union(now.Keys))
        {
            if (!baseTakes.TryGetValue(text, out int ofBase) || !headTakes.TryGetValue(text, out int ofHead))
            {
                continue;
            }

            int wrongBefore = Math.Min(ofBase, before.GetValueOrDefault((text, index, word))?.Wrong ?? 0);
            int wrongNow = Math.Min(ofHead, now.GetValueOrDefault((text, index, word))?.Wrong ?? 0);
            if ((long)wrongBefore * ofHead != (long)wrongNow * ofBase)
            {
                double p = TwoProportions.FisherExact(wrongNow, ofHead, wrongBefore, ofBase).TwoSided;
                changes.Add(new WordChange(text.Corpus, text.UtteranceId, index, word, wrongBefore, ofBase, wrongNow, ofHead, p, p));
            }
        }

        ImmutableArray<double> adjusted = MultipleTesting.BenjaminiHochberg([.. changes.Select(c => c.Probability)]);
        return
        [
            .. changes.Select((c, i) => c with { AdjustedProbability = adjusted[i] })
                .OrderByDescending(c => Math.Abs(c.Change))
                .ThenBy(c => c.Probability)
                .ThenBy(c => c.Corpus, StringComparer.Ordinal)
                .ThenBy(c => c.UtteranceId, StringComparer.Ordinal)
                .ThenBy(c => c.WordIndex),
        ];
    }

    private static Dictionary<TextKey, int> CountedTakes(ScoreTable table, string system, string recognizer, FigureScope scope) =>
        table.Takes
            .Where(t => t.Outcome == TakeOutcome.Counted
                && string.Equals(t.Key.SystemId, system, StringComparison.Ordinal)
                && string.Equals(t.RecognizerId, recognizer, StringComparison.Ordinal)
                && scope.Holds(t))
            .CountBy(t => new TextKey(t.Key.Corpus, t.Key.UtteranceId))
            .ToDictionary();

    private static Dictionary<(TextKey, int, string), WrongWord> Words(ScoreTable table, string system, string recognizer)
    {
        var words = new Dictionary<(TextKey, int, string), WrongWord>();
        foreach (WrongWord word in table.Words)
        {
            if (string.Equals(word.SystemId, system, StringComparison.Ordinal) && string.Equals(word.RecognizerId, recognizer, StringComparison.Ordinal))
            {
                words.TryAdd((new TextKey(word.Corpus, word.UtteranceId), word.WordIndex, word.Word), word);
            }
        }

        return words;
    }
}
