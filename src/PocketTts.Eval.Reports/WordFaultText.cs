using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Verdicts;
using PocketTts.Eval.Reports.Summaries;

namespace PocketTts.Eval.Reports;

/// <summary>Says in words what went wrong with a word. Words come from texts of any origin: whoever shows them escapes them.</summary>
public static class WordFaultText
{
    private const int ContextWords = 3;

    private const int HeardWords = 3;

    /// <summary>How often it failed and how, e.g. <c>lost 3/5, repeated 1/5</c>.</summary>
    /// <param name="faults">The word.</param>
    /// <returns>The text.</returns>
    public static string Counts(WordFaults faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        string of = "/" + Formatting.Count(faults.CountedTakes);
        return string.Join(", ", faults.Counts.Select(c => TakeFacts.Text(c.Key) + " " + Formatting.Count(c.Value) + of));
    }

    /// <summary>The words around it, e.g. <c>…he closed the [door] behind him…</c>.</summary>
    /// <param name="faults">The word.</param>
    /// <returns>The text.</returns>
    public static string Context(WordFaults faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        int first = Math.Max(0, faults.WordIndex - ContextWords);
        int end = Math.Min(faults.FormWords.Length, faults.WordIndex + ContextWords + 1);
        return (first > 0 ? "…" : string.Empty)
            + string.Join(' ', faults.FormWords[first..end].Select((w, i) => first + i == faults.WordIndex ? $"[{w}]" : w))
            + (end < faults.FormWords.Length ? "…" : string.Empty);
    }

    /// <summary>What was heard for it, e.g. <c>“ship” 2×, “chip” 1×</c>; empty when nothing was.</summary>
    /// <param name="faults">The word.</param>
    /// <returns>The text.</returns>
    public static string Heard(WordFaults faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        IEnumerable<string> words = faults.Heard.Take(HeardWords).Select(h => $"“{h.Key}” {Formatting.Count(h.Value)}×");
        return string.Join(", ", faults.Heard.Length > HeardWords ? words.Append(Formatting.Count(faults.Heard.Length - HeardWords, "other")) : words);
    }

    /// <summary>The worst words of a run over all systems and recognizers.</summary>
    /// <param name="result">The run.</param>
    /// <returns>Each with its system and recognizer; most wrong takes first, then as <see cref="WordFaultTally.Of"/>, then plan order.</returns>
    public static ImmutableArray<(string SystemId, string RecognizerId, WordFaults Word)> Worst(RunResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return
        [
            .. result.Info.Systems
                .SelectMany(_ => result.Info.Recognizers, (system, recognizer) => (SystemId: system.Id, RecognizerId: recognizer.Id))
                .SelectMany(pair => WordFaultTally.Of(result, pair.SystemId, pair.RecognizerId), (pair, word) => (pair.SystemId, pair.RecognizerId, Word: word))
                .OrderByDescending(w => w.Word.Wrong)
                .ThenByDescending(w => (double)w.Word.Wrong / w.Word.CountedTakes)
                .ThenByDescending(w => w.Word.Count(WordVerdictKind.Skipped)),
        ];
    }
}
