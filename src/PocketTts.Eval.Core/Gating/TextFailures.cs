using System.Collections.Immutable;
using PocketTts.Eval.Core.Gating.Comparison;
using PocketTts.Eval.Core.Gating.Figures;
using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Core.Gating;

/// <summary>Finds the texts that a reader should look at first.</summary>
internal static class TextFailures
{
    public static IEnumerable<TextFailure> Of(GateContext context)
    {
        string? recognizer = context.Head.Info.Recognizers.FirstOrDefault()?.Id;
        if (recognizer is null)
        {
            yield break;
        }

        bool isComparable = !context.Incomparable(recognizer).Any(i => i.Aspect is IncomparableAspect.Transcript or IncomparableAspect.Corpus);
        foreach (string system in context.SystemIds)
        {
            SystemPair? pair = isComparable ? context.PairOf(system) : null;
            Dictionary<TextKey, Tally> before = pair is null ? [] : Count(pair.BaseTable, pair.BaseSystemId, recognizer);
            IReadOnlySet<TextKey> quarantined = context.Quarantined(system);
            foreach ((TextKey text, Tally now) in Count(context.Head, system, recognizer).OrderBy(t => t.Key))
            {
                bool wasKnown = before.TryGetValue(text, out Tally? then);
                if (2 * now.Wrong < now.Takes || (wasKnown && 2 * then!.Wrong >= then.Takes))
                {
                    continue;
                }

                yield return new TextFailure(
                    system,
                    text,
                    now.Wrong,
                    now.Takes,
                    then?.Wrong,
                    then?.Takes,
                    [.. WrongWords(context.Head, system, recognizer, text)],
                    [.. now.Failures.Order(StringComparer.Ordinal)],
                    quarantined.Contains(text));
            }
        }
    }

    private static IEnumerable<string> WrongWords(ScoreTable table, string system, string recognizer, TextKey text) =>
        table.Words
            .Where(w => string.Equals(w.SystemId, system, StringComparison.Ordinal)
                && string.Equals(w.RecognizerId, recognizer, StringComparison.Ordinal)
                && new TextKey(w.Corpus, w.UtteranceId) == text)
            .OrderByDescending(w => w.Wrong)
            .ThenBy(w => w.WordIndex)
            .Select(w => w.Word);

    /// <summary>Wrong and counted takes of each text.</summary>
    internal static Dictionary<TextKey, Tally> Count(ScoreTable table, string system, string recognizer)
    {
        // a minor fault makes no take wrong; tables without verdicts have only the word errors
        int severity = table.Columns.IndexOf(Quantities.Severity);
        int column = table.Columns.IndexOf(Quantities.Wrong);
        var tallies = new Dictionary<TextKey, Tally>();
        TableIndex index = TableIndex.Of(table);
        var found = new Tally?[index.Texts.Length];
        foreach ((TakeFigures take, int place) in index.Rows(system, recognizer))
        {
            if (column < 0 || take.Outcome != TakeOutcome.Counted)
            {
                continue;
            }

            if (found[place] is not { } tally)
            {
                tallies.Add(index.Texts[place], found[place] = tally = new Tally());
            }

            tally.Takes++;
            bool isWrong = severity < 0 || double.IsNaN(take.Values[severity]) ? take.Values[column] > 0 : take.Failure is not null || take.Values[severity] >= (int)Severity.Major;
            tally.Wrong += isWrong ? 1 : 0;
            if (take.Failure is { } failure && !tally.Failures.Contains(failure, StringComparer.Ordinal))
            {
                tally.Failures = tally.Failures.Add(failure);
            }
        }

        return tallies;
    }

    /// <summary>Takes of one text.</summary>
    internal sealed class Tally
    {
        public int Takes { get; set; }

        public int Wrong { get; set; }

        public ImmutableArray<string> Failures { get; set; } = [];
    }
}
