using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Reports;

/// <summary>
/// Verdicts per system as text: a row per system, recognizer and verdict, raw, confirmed and corrected side by side. Console and Markdown draw
/// the same table. Cells hold text of any origin (system ids): whoever draws them escapes them.
/// </summary>
/// <param name="Columns">Columns from left to right.</param>
/// <param name="Rows">Rows in plan order; each has one cell a column. Empty when nothing was judged.</param>
/// <param name="Notes">What a reader must know, one sentence each.</param>
public sealed record VerdictTable(ImmutableArray<SummaryColumn> Columns, ImmutableArray<ImmutableArray<string>> Rows, ImmutableArray<string> Notes)
{
    private static readonly SummaryColumn Recognizer = new("recognizer", "Recognizer", false, "Who wrote down what was heard.");

    private static readonly ImmutableArray<SummaryColumn> All =
    [
        new("system", "System", false, "Synthesizer set-up under test."),
        Recognizer,
        new("verdict", "Verdict", false, "What is said of words or of takes; docs/verdicts.md has the rules."),
        new("count", "Count", true, "How often it was given, of the words or takes judged."),
        new("raw", "Raw", true, "The count per 1,000 words, or in percent of the takes, with its 95 % interval."),
        new("confirmed", "Confirmed", true, "The same without what only one sign speaks for, and without what is the text's or the recognizer's."),
        new("corrected", "Corrected", true, "The raw rate corrected by how often this recognizer finds and invents such faults (Rogan–Gladen); needs a calibration."),
    ];

    // shown whether they occurred or not: their absence is the answer
    private static readonly ImmutableArray<string> Always = ["skipped", "mangled", "replaced", "repeated", "inserted"];

    /// <summary>Makes the table of a run.</summary>
    /// <param name="result">The run.</param>
    /// <returns>The table.</returns>
    public static VerdictTable From(RunResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        ImmutableArray<SummaryColumn> columns = result.Info.Recognizers.Length > 1 ? All : All.Remove(Recognizer);
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        var notes = ImmutableArray.CreateBuilder<string>();
        foreach (SystemSummary system in result.Systems)
        {
            foreach (VerdictSummary verdicts in system.Verdicts.Where(v => v.CountedTakes > 0))
            {
                foreach (FaultRate rate in verdicts.WordRates.Where(r => r.Raw > 0 || Always.Contains(r.Name)))
                {
                    rows.Add(Row(columns, system, verdicts, rate, rate.Name, isPerWord: true));
                }

                foreach (FaultRate rate in verdicts.TakeRates)
                {
                    rows.Add(Row(columns, system, verdicts, rate, rate.Name, isPerWord: false));
                }

                rows.Add(Row(columns, system, verdicts, verdicts.FailedTakes, "takes with a major fault", isPerWord: false));
                rows.Add(Row(columns, system, verdicts, verdicts.CatastrophicTakes, "catastrophic takes", isPerWord: false));
                AddNotes(notes, system, verdicts);
            }
        }

        if (rows.Count > 0 && result.Systems.All(s => s.Verdicts.All(v => v.WordRates.All(r => r.Corrected is null))))
        {
            notes.Add("No corrected rates: no calibration fits the recognizer, its model files, the normalizer and the rules.");
        }

        return new VerdictTable(columns, rows.ToImmutable(), notes.ToImmutable());
    }

    private static ImmutableArray<string> Row(ImmutableArray<SummaryColumn> columns, SystemSummary system, VerdictSummary verdicts, FaultRate rate, string name, bool isPerWord) =>
    [
        .. columns.Select(c => c.Key switch
        {
            "system" => system.SystemId,
            "recognizer" => verdicts.RecognizerId,
            "verdict" => name,
            "count" => Formatting.Count(rate.Raw) + " of " + Formatting.Count(rate.Of),
            "raw" => Rate(rate.RawRate, rate.RawInterval, isPerWord),
            "confirmed" => Rate(rate.ConfirmedRate, rate.ConfirmedInterval, isPerWord),
            "corrected" => Rate(rate.Corrected, rate.CorrectedInterval, isPerWord),
            _ => throw new ArgumentOutOfRangeException(nameof(columns), c.Key, "no such column"),
        }),
    ];

    private static string Rate(double? rate, Interval? interval, bool isPerWord) =>
        rate is null ? Formatting.Unknown
        : isPerWord ? Formatting.PerThousand(rate) + (interval is null ? string.Empty : $" [{Formatting.PerThousandInterval(interval)}]")
        : Formatting.Percent(rate) + (interval is null ? string.Empty : $" [{Formatting.PercentInterval(interval)}]");

    private static void AddNotes(ImmutableArray<string>.Builder notes, SystemSummary system, VerdictSummary verdicts)
    {
        if (!verdicts.HasEvidence)
        {
            notes.Add($"{system.SystemId}: {verdicts.RecognizerId} gave nothing but transcripts, so hardly any fault can be confirmed; judge by the raw rates.");
        }

        if (verdicts.TextOrRecognizerWords > 0)
        {
            notes.Add($"{system.SystemId}: {Formatting.Count(verdicts.TextOrRecognizerWords, "faulty word")} by {verdicts.RecognizerId} fail in every take of every system: the text or the recognizer is the likelier cause; they count as raw, never as confirmed.");
        }

        if (verdicts.Stability is { Words: > 0 } stability)
        {
            string pass = stability is { PassAll: { } all, TakesDrawn: { } drawn } ? $"; all of {Formatting.Count(drawn)} takes of a text are without a major fault with a chance of {Formatting.Percent(all)}" : string.Empty;
            string effective = stability.Homogeneity is { EffectiveTakes: { } takes } ? $"; its takes are worth {Formatting.Count((long)Math.Round(takes))} independent ones" : string.Empty;
            notes.Add($"{system.SystemId}: of {Formatting.Count(stability.Words, "word")} with several takes {Formatting.Count(stability.AlwaysWrong)} are always wrong, {Formatting.Count(stability.SometimesWrong)} now and then, {Formatting.Count(stability.NeverWrong)} never{pass}{effective}.");
        }
    }
}
