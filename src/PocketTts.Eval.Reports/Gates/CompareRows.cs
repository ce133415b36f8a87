using System.Collections.Immutable;
using PocketTts.Eval.Core.Gating.Comparison;
using PocketTts.Eval.Core.Gating.Figures;

namespace PocketTts.Eval.Reports.Gates;

/// <summary>Puts comparisons into words.</summary>
public static class CompareRows
{
    /// <summary>Headings of the columns of <see cref="Cells"/>.</summary>
    public static ImmutableArray<string> Headings { get; } = ["metric", "base", "head", "change", "p", "verdict", "data"];

    /// <summary>A line of the table.</summary>
    /// <param name="difference">The difference.</param>
    /// <returns>Raw texts, as many as headings.</returns>
    public static ImmutableArray<string> Cells(MetricDifference difference)
    {
        ArgumentNullException.ThrowIfNull(difference);
        MetricUnit unit = difference.Metric.Unit;
        string slice = difference.Slice.Length > 0 ? $" ({difference.Slice})" : string.Empty;
        return
        [
            difference.Metric.Id + slice,
            GateRows.Value(unit, difference.Base),
            GateRows.Value(unit, difference.Head),
            difference.Verdict == DifferenceVerdict.NotComparable ? Formatting.Unknown : GateRows.Change(unit, difference.IsRelative, difference.Change, difference.ChangeInterval),
            difference.AdjustedProbability is null ? Formatting.Unknown : GateRows.Probability(difference.AdjustedProbability),
            Verdict(difference),
            Counts(difference),
        ];
    }

    /// <summary>The verdict in words.</summary>
    /// <param name="difference">The difference.</param>
    /// <returns>E.g. <c>no difference found (could have seen ≥ 0.9 points)</c>.</returns>
    public static string Verdict(MetricDifference difference)
    {
        ArgumentNullException.ThrowIfNull(difference);
        return difference.Verdict switch
        {
            DifferenceVerdict.Better => "better",
            DifferenceVerdict.Worse => "worse",
            DifferenceVerdict.NotComparable => $"not comparable: {difference.Reason}",
            DifferenceVerdict.NoData => $"no verdict: {difference.Reason}",
            _ => "no difference found" + (difference.Detectable is { } seen ? $" (could have seen ≥ {Size(difference, seen)})" : string.Empty),
        } + (difference.IsInterleaved == false && difference.Verdict != DifferenceVerdict.NotComparable ? ", timed in two runs" : string.Empty);
    }

    /// <summary>A word that changed, in a line.</summary>
    /// <param name="word">The word.</param>
    /// <returns>The line.</returns>
    public static string Describe(WordChange word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return FormattableString.Invariant($"{word.Word}: wrong in {word.HeadWrong} of {word.HeadTakes} takes, before {word.BaseWrong} of {word.BaseTakes} ({word.Corpus}/{word.UtteranceId}, word {word.WordIndex + 1}; p {GateRows.Probability(word.Probability)}, corrected {GateRows.Probability(word.AdjustedProbability)})");
    }

    private static string Counts(MetricDifference difference)
    {
        string effective = difference.Head.EffectiveTakes is { } trials && difference.Base.EffectiveTakes is { } before
            ? FormattableString.Invariant($" (worth {before:N0} + {trials:N0})")
            : string.Empty;
        return FormattableString.Invariant($"{difference.Texts:N0} {(difference.Texts == 1 ? "text" : "texts")}, {difference.Base.Takes:N0} + {difference.Head.Takes:N0} takes{effective}");
    }

    private static string Size(MetricDifference difference, double value) => (difference.IsRelative ? MetricUnit.Share : difference.Metric.Unit).FormatSize(value);
}
