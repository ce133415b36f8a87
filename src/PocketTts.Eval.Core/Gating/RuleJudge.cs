using System.Collections.Immutable;
using PocketTts.Eval.Core.Gating.Comparison;
using PocketTts.Eval.Core.Gating.Figures;

namespace PocketTts.Eval.Core.Gating;

/// <summary>Decides one rule for each of its systems, before the correction over all rules.</summary>
internal static class RuleJudge
{
    private static readonly MetricValue s_nothing = new(null, null, 0, 0, null, 0);

    public static IEnumerable<RuleDecision> Judge(GateRule rule, GateContext context)
    {
        string[] unknown = [.. rule.Systems.Except(context.SystemIds, StringComparer.Ordinal)];
        foreach (string system in unknown)
        {
            string hint = NearestName.Suggest(system, context.SystemIds) is { } nearest ? "; " + nearest : string.Empty;
            yield return Undecided(rule, context, system, GateState.Inconclusive, $"'{context.Head.Name}' has no system '{system}'{hint}");
        }

        foreach (string system in context.SystemIds.Where(s => rule.Systems.IsEmpty || rule.Systems.Contains(s, StringComparer.Ordinal)))
        {
            yield return Judge(rule, context, system);
        }
    }

    private static RuleDecision Judge(GateRule rule, GateContext context, string system)
    {
        string? recognizer = context.RecognizerOf(rule);
        if (recognizer is null || !context.Head.Info.Recognizers.Any(r => string.Equals(r.Id, recognizer, StringComparison.Ordinal)))
        {
            return Undecided(rule, context, system, GateState.Inconclusive, recognizer is null ? $"'{context.Head.Name}' has no recognizer" : $"'{context.Head.Name}' has no recognizer '{recognizer}'");
        }

        if (MissingQuantity(rule.Metric, context.Head) is { } lacking)
        {
            return Undecided(rule, context, system, GateState.NotComparable, $"'{context.Head.Name}' does not hold '{lacking}'; it was saved by an older version");
        }

        MetricSample sample = MetricSample.Of(context.Head, system, recognizer, rule.Metric, rule.Scope, context.Quarantined(system));
        var limits = new LimitJudge(rule, context, sample);
        ImmutableArray<GateCheck>.Builder checks = ImmutableArray.CreateBuilder<GateCheck>(rule.Limits.Length);
        PairedSample? paired = null;
        SystemPair? pair = context.PairOf(system);
        if (rule.Limits.Any(l => l.IsRelative) && pair is not null)
        {
            paired = PairedSample.Of(pair, recognizer, rule.Metric, rule.Scope);
        }

        foreach (GateLimit limit in rule.Limits)
        {
            checks.Add(limit.IsRelative ? new BaselineJudge(rule, context, sample).Judge(limit, pair, paired, recognizer) : limits.Judge(limit));
        }

        return new RuleDecision
        {
            Rule = rule,
            SystemId = system,
            BaselineSystemId = paired is null ? null : pair!.BaseSystemId,
            RecognizerId = recognizer,
            State = checks.Max(c => c.State),
            Head = MetricEstimator.Estimate(paired is { Head.Texts.Length: > 0 } ? paired.Head : sample, context.Confidence),
            Baseline = paired is null ? null : MetricEstimator.Estimate(paired.Base, context.Confidence),
            Checks = checks.ToImmutable(),
            Notes = [.. Notes(rule, sample, paired, context)],
            Command = context.CommandFor(rule, system),
        };
    }

    private static IEnumerable<string> Notes(GateRule rule, MetricSample sample, PairedSample? paired, GateContext context)
    {
        if (rule.IsAdvisory)
        {
            yield return "advisory: does not change the gate's state";
        }

        if (sample.UnknownTakes > 0 && sample.Texts.Length > 0)
        {
            yield return FormattableString.Invariant($"{sample.UnknownTakes} takes have no value of {rule.Metric.Id}");
        }

        if (paired is { OnlyBase.Length: > 0 })
        {
            yield return $"{TextList.Describe(paired.OnlyBase)} of the baseline {(paired.OnlyBase.Length == 1 ? "is" : "are")} not in '{context.Head.Name}'";
        }

        if (paired?.Change is TimeChange { IsInterleaved: false })
        {
            yield return "head and baseline were timed in two runs: what drifted on the machine between them is in the difference";
        }
    }

    /// <summary>The first quantity of a metric that a table lacks, or null.</summary>
    internal static string? MissingQuantity(Metric metric, ScoreTable table) =>
        metric.Numerators.Concat(metric.Denominator is { } denominator ? [denominator] : []).FirstOrDefault(q => !table.Columns.Contains(q, StringComparer.Ordinal));

    private static RuleDecision Undecided(GateRule rule, GateContext context, string system, GateState state, string reason) => new()
    {
        Rule = rule,
        SystemId = system,
        RecognizerId = context.RecognizerOf(rule) ?? "none",
        State = state,
        Head = s_nothing,
        Checks = [.. rule.Limits.Select(l => new GateCheck { Limit = l, State = state, Reason = reason })],
        Command = context.CommandFor(rule, system),
    };
}
