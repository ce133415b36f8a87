using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Reports.Summaries;

/// <summary>The words that went wrong most often.</summary>
internal static class WorstWords
{
    /// <summary>Lists words with at least one error: by share of takes, then number of takes, then plan order.</summary>
    /// <param name="tallies">Tallies in plan order.</param>
    /// <param name="limit">Most words to list.</param>
    /// <returns>The list.</returns>
    public static ImmutableArray<WordTally> Of(IEnumerable<WordTally> tallies, int limit) =>
        [.. tallies
            .Where(tally => tally.Wrong > 0)
            .OrderByDescending(tally => (double)tally.Wrong / tally.Takes)
            .ThenByDescending(tally => tally.Wrong)
            .Take(limit)];

    /// <summary>All tallies of a run in the order of systems, recognizers and utterances.</summary>
    public static ImmutableArray<WordTally> Tally(RunResult result)
    {
        var groups = result.Takes
            .GroupBy(take => (take.Take.Key.SystemId, take.Take.Key.Corpus, take.Take.Key.UtteranceId))
            .Select(group => group.ToList())
            .ToList();
        return [.. result.Info.Recognizers.SelectMany(recognizer => groups.SelectMany(takes => WordTally.Of(takes, recognizer.Id)))];
    }

    /// <summary>What became of a word, e.g. <c>lost 2, heard as "ship" 1</c>.</summary>
    public static string Describe(WordTally tally)
    {
        var parts = new List<string>();
        if (tally.Lost > 0)
        {
            parts.Add("lost " + Formatting.Count(tally.Lost) + "×");
        }

        parts.AddRange(tally.Heard.Take(3).Select(pair => $"“{pair.Key}” {Formatting.Count(pair.Value)}×"));
        if (tally.Heard.Length > 3)
        {
            parts.Add($"{Formatting.Count(tally.Heard.Length - 3, "other word")}");
        }

        return string.Join(", ", parts);
    }
}
