using System.Collections.Immutable;
using System.Globalization;
using PocketTts.Eval.Core.Gating;
using PocketTts.Eval.Core.Gating.Figures;
using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Reports.Gates;

/// <summary>Puts decisions into words, once for all renderers.</summary>
public static class GateRows
{
    private const string Unknown = Formatting.Unknown;

    /// <summary>All decisions: what stops the pipeline first, then in file order.</summary>
    /// <param name="result">The gate's decision.</param>
    /// <returns>The rows.</returns>
    public static ImmutableArray<GateRow> Of(GateResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return [.. result.Decisions.OrderByDescending(d => d.Rule.IsAdvisory ? GateState.Pass : d.State).Select(Row)];
    }

    /// <summary>The whole in one line.</summary>
    /// <param name="result">The gate's decision.</param>
    /// <returns>E.g. <c>FAIL: 1 of 6 rules failed, 1 inconclusive</c>.</returns>
    public static string Headline(GateResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        int all = result.Decisions.Count(d => !d.Rule.IsAdvisory);
        string[] parts =
        [
            .. new[] { (GateState.Fail, "failed"), (GateState.NotComparable, "not comparable"), (GateState.Inconclusive, "inconclusive"), (GateState.Pass, "passed") }
                .Select(p => (Count: result.Count(p.Item1), p.Item2))
                .Where(p => p.Count > 0)
                .Select(p => FormattableString.Invariant($"{p.Count} {p.Item2}")),
        ];
        string warning = result.State == GateState.Inconclusive && result.InconclusiveIsWarning ? " (a warning only, as asked)" : string.Empty;
        return FormattableString.Invariant($"{result.State.Heading()}{warning}: of {all} {(all == 1 ? "decision" : "decisions")} {string.Join(", ", parts)}");
    }

    /// <summary>A text that got worse, in a line.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The line.</returns>
    public static string Describe(TextFailure text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string before = text.BaselineTakes is { } takes ? FormattableString.Invariant($", baseline {text.BaselineWrongTakes} of {takes}") : string.Empty;
        string words = text.Words.Length == 0 ? string.Empty : $": {string.Join(", ", text.Words.Take(6))}{(text.Words.Length > 6 ? ", …" : string.Empty)}";
        string failures = text.Failures.Length == 0 ? string.Empty : $" ({string.Join(", ", text.Failures)})";
        return FormattableString.Invariant($"{text.Text} by {text.SystemId}: {text.WrongTakes} of {text.Takes} takes wrong{before}{failures}{words}{(text.IsQuarantined ? " (quarantined)" : string.Empty)}");
    }

    /// <summary>A p-value.</summary>
    /// <param name="probability">The value, or null.</param>
    /// <returns>E.g. <c>0.012</c>, <c>&lt; 0.0001</c>.</returns>
    public static string Probability(double? probability) => probability switch
    {
        null => Unknown,
        < .0001 => "< 0.0001",
        { } p => p.ToString(p < .1 ? "0.0000" : "0.00", CultureInfo.InvariantCulture),
    };

    /// <summary>A value with its interval, e.g. <c>3.21 % [2.40, 4.30]</c>.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="value">The value, or null.</param>
    /// <returns>The text.</returns>
    public static string Value(MetricUnit unit, MetricValue? value)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return value?.Value is null ? Unknown
            : unit.Format(value.Value) + (value.Interval is { } ends ? $" [{unit.Number(ends.Low)}, {unit.Number(ends.High)}]" : string.Empty);
    }

    /// <summary>A change with its interval.</summary>
    /// <param name="unit">The metric's unit.</param>
    /// <param name="isShare">Whether it is a share of the baseline.</param>
    /// <param name="change">The change, or null.</param>
    /// <param name="interval">Its interval, or null.</param>
    /// <returns>E.g. <c>+0.50 points [+0.10, +0.90]</c>.</returns>
    public static string Change(MetricUnit unit, bool isShare, double? change, Interval? interval)
    {
        if (change is not { } value || !double.IsFinite(value))
        {
            return Unknown;
        }

        MetricUnit shown = isShare ? MetricUnit.Share : unit;
        return shown.FormatDifference(value) + (interval is { } ends ? $" [{shown.SignedNumber(ends.Low)}, {shown.SignedNumber(ends.High)}]" : string.Empty);
    }

    private static GateRow Row(RuleDecision decision)
    {
        GateRule rule = decision.Rule;
        GateCheck deciding = decision.Deciding;
        GateCheck? relative = decision.Checks.FirstOrDefault(c => c.Limit.IsRelative);
        return new GateRow(
            decision,
            rule.Name,
            decision.SystemId,
            decision.State,
            Value(rule.Metric.Unit, decision.Head),
            Value(rule.Metric.Unit, decision.Baseline),
            string.Join(", ", rule.Limits.Select(l => l.Written)),
            relative is null ? Unknown : Change(rule.Metric.Unit, relative.IsShare, relative.Value, relative.Interval),
            Counts(decision.Head, rule.Metric),
            deciding.Reason,
            deciding.WouldChange,
            [.. Details(decision)],
            [.. Proof(decision)]);
    }

    private static string Counts(MetricValue value, Metric metric)
    {
        string effective = value.EffectiveTakes is { } trials
            ? FormattableString.Invariant($", worth {trials:N0} independent {(metric.Unit == MetricUnit.PerThousandWords || metric.Denominator == Quantities.Words ? "words" : metric.Denominator == Quantities.Characters ? "characters" : "takes")}")
            : string.Empty;
        return FormattableString.Invariant($"{value.Texts:N0} {(value.Texts == 1 ? "text" : "texts")}, {value.Takes:N0} {(value.Takes == 1 ? "take" : "takes")}{effective}");
    }

    private static IEnumerable<string> Details(RuleDecision decision)
    {
        GateRule rule = decision.Rule;
        string scope = rule.Scope.Describe();
        yield return $"{rule.Metric.Title}, heard by {decision.RecognizerId}{(scope.Length > 0 ? ", " + scope : string.Empty)}";
        // what stands against one limit often stands against all
        foreach (GateCheck check in decision.Checks.Where(c => !string.Equals(c.Reason, decision.Deciding.Reason, StringComparison.Ordinal)))
        {
            yield return $"{check.State.Name()}: {check.Reason}{(check.WouldChange is { } change ? "; " + change : string.Empty)}";
        }

        if (decision.Checks.FirstOrDefault(c => c.Detectable is not null) is { } seen)
        {
            yield return $"with these takes a worsening of {Size(rule.Metric.Unit, seen)} is found 8 times in 10";
        }

        foreach (string note in decision.Notes)
        {
            yield return note;
        }
    }

    private static IEnumerable<string> Proof(RuleDecision decision)
    {
        foreach (GateCheck check in decision.Checks.Where(c => c.Probability is not null))
        {
            yield return $"{check.Limit.Written}: p {Probability(check.Probability)}, corrected for all checks {Probability(check.AdjustedProbability)}";
        }

        yield return $"again: {decision.Command}";
    }

    private static string Size(MetricUnit unit, GateCheck check) => (check.IsShare ? MetricUnit.Share : unit).FormatSize(check.Detectable!.Value);
}
