using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Reports.Summaries;

/// <summary>A word that went wrong, with whose it is.</summary>
internal sealed record WorstWord(string SystemId, string RecognizerId, WordTrouble Trouble);

/// <summary>The words that went wrong most often, over all systems of a run.</summary>
internal static class WorstWords
{
    /// <summary>Lists all words with at least one error, in the order of <see cref="WordTally.Of"/>, then plan order.</summary>
    public static ImmutableArray<WorstWord> Of(RunResult result) =>
        [.. result.Info.Systems
            .SelectMany(system => result.Info.Recognizers, (system, recognizer) => (system.Id, RecognizerId: recognizer.Id))
            .SelectMany(pair => WordTally.Of(result, pair.Id, pair.RecognizerId), (pair, trouble) => new WorstWord(pair.Id, pair.RecognizerId, trouble))
            .OrderByDescending(word => word.Trouble.Wrong)
            .ThenByDescending(word => (double)word.Trouble.Wrong / word.Trouble.CountedTakes)
            .ThenByDescending(word => word.Trouble.Deleted)];

    /// <summary>What became of a word, e.g. <c>lost 2×, “ship” 1×</c>.</summary>
    public static string Describe(WordTrouble trouble) => Describe(trouble.Deleted, trouble.HeardInstead);

    /// <summary>What became of a word, e.g. <c>lost 2×, “ship” 1×</c>.</summary>
    public static string Describe(int deleted, ImmutableArray<KeyValuePair<string, int>> heardInstead)
    {
        var parts = new List<string>();
        if (deleted > 0)
        {
            parts.Add("lost " + Formatting.Count(deleted) + "×");
        }

        parts.AddRange(heardInstead.Take(3).Select(pair => $"“{pair.Key}” {Formatting.Count(pair.Value)}×"));
        if (heardInstead.Length > 3)
        {
            parts.Add(Formatting.Count(heardInstead.Length - 3, "other word"));
        }

        return string.Join(", ", parts);
    }
}
