using PocketTts.Eval.Core.Gating.Figures;

namespace PocketTts.Eval.Core.Gating;

/// <summary>Finds rules that cannot do what a rule is for.</summary>
public static class GateRuleAudit
{
    /// <summary>What is wrong with a limit, whatever the data.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="limit">The limit.</param>
    /// <param name="isObserved">Whether the value as it is decides.</param>
    /// <returns>A problem and what to do; null when there is none.</returns>
    public static (string Problem, string Remedy)? Check(Metric metric, GateLimit limit, bool isObserved)
    {
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(limit);
        double shown = limit.Value * metric.Unit.PerUnit;
        bool isPoint = isObserved || !metric.HasInterval;
        switch (limit.Kind)
        {
            case GateLimitKind.AtMost when metric.IsHigherBetter:
                return ($"more is better in {metric.Id}: an upper limit stops improvements", "use min");
            case GateLimitKind.AtLeast when !metric.IsHigherBetter:
                return ($"less is better in {metric.Id}: a lower limit stops improvements", "use max");
            case GateLimitKind.AtMost when metric.Largest is { } largest && shown >= largest:
                return ($"a rule that can never fail: {metric.Id} is at most {metric.Unit.Format(largest / metric.Unit.PerUnit)}", "lower the limit");
            case GateLimitKind.AtLeast when limit.Value <= 0:
                return ($"a rule that can never fail: {metric.Id} is above 0", "raise the limit");
            case GateLimitKind.AtMost when limit.Value <= 0 && !isPoint:
                return ($"a rule that can never pass: no number of takes shows that {metric.Id} is 0", "allow something, or judge what was seen with judge: observed");
            case GateLimitKind.Worsening when metric.Largest is { } most && shown >= most:
                return ($"a rule that can never fail: {metric.Id} cannot worsen by {metric.Unit.Number(limit.Value)} {metric.Unit.DifferenceName}", "lower the margin");
            case GateLimitKind.WorseningShare when metric.IsHigherBetter && limit.Value >= 1:
                return ($"a rule that can never fail: {metric.Id} cannot fall by {MetricUnit.Percent.Format(limit.Value)}", "lower the margin");
            case GateLimitKind.Worsening or GateLimitKind.WorseningShare when limit.Value < 0:
                return ("a negative margin asks for an improvement", "write 0 or more");
            case GateLimitKind.Worsening or GateLimitKind.WorseningShare when limit.Value == 0 && !isPoint:
                return ("a rule that an equal release can hardly pass: no number of takes shows a difference of 0", "allow a margin");
            default:
                return null;
        }
    }

    /// <summary>Rules that are decided by another of the same file before they can fail.</summary>
    /// <param name="rules">The rules.</param>
    /// <returns>The dead rule and the one that implies it.</returns>
    public static IEnumerable<(GateRule Dead, GateRule ImpliedBy)> Implied(IReadOnlyList<GateRule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        foreach (GateRule rule in rules)
        {
            if (rules.FirstOrDefault(other => !ReferenceEquals(rule, other) && Implies(other, rule)) is { } stricter)
            {
                yield return (rule, stricter);
            }
        }
    }

    private static bool Implies(GateRule strict, GateRule loose) =>
        ReferenceEquals(strict.Metric, loose.Metric)
        && strict.IsObserved == loose.IsObserved
        && !strict.IsAdvisory
        && string.Equals(strict.RecognizerId, loose.RecognizerId, StringComparison.Ordinal)
        && strict.FailWhen == loose.FailWhen
        && strict.MinimumTexts <= loose.MinimumTexts
        && strict.MinimumTakes <= loose.MinimumTakes
        && strict.Systems.SequenceEqual(loose.Systems, StringComparer.Ordinal)
        && strict.Scope.Corpora.SequenceEqual(loose.Scope.Corpora, StringComparer.Ordinal)
        && strict.Scope.Tags.SequenceEqual(loose.Scope.Tags, StringComparer.Ordinal)
        && loose.Limits.All(l => strict.Limits.Any(s => s.Kind == l.Kind && (l.Kind == GateLimitKind.AtLeast ? s.Value > l.Value : s.Value < l.Value)));
}
