using PocketTts.Eval.Core.Gating.Figures;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Gating;

/// <summary>Holds a value against an absolute limit.</summary>
internal sealed class LimitJudge(GateRule rule, GateContext context, MetricSample sample)
{
    public GateCheck Judge(GateLimit limit)
    {
        bool isUpper = limit.Kind == GateLimitKind.AtMost;
        MetricValue value = MetricEstimator.Estimate(sample, context.Confidence);
        if (DataGuard.TooLittle(rule, value, sample, context) is { } lack)
        {
            return new GateCheck { Limit = limit, State = GateState.Inconclusive, Value = value.Value, Interval = value.Interval, Reason = lack.Reason, WouldChange = lack.WouldChange };
        }

        double estimate = value.Value!.Value;
        if (rule.IsObserved || !rule.Metric.HasInterval)
        {
            bool holds = isUpper ? estimate <= limit.Value : estimate >= limit.Value;
            string place = value.Place is { } where ? $" ({where})" : string.Empty;
            return new GateCheck
            {
                Limit = limit,
                State = holds ? GateState.Pass : GateState.Fail,
                Value = estimate,
                Reason = $"{Show(estimate)}{place} is {(holds ? "within" : "beyond")} {limit.Written}, as it is",
                WouldChange = holds ? $"a value {(isUpper ? "above" : "below")} {Show(limit.Value)} would fail" : $"a value of {Show(limit.Value)} would pass",
            };
        }

        if (IntervalOf(limit, value) is not { } interval)
        {
            return new GateCheck
            {
                Limit = limit,
                State = GateState.Inconclusive,
                Value = estimate,
                Reason = $"{value.Texts} {(value.Texts == 1 ? "text says" : "texts say")} too little for an interval",
                WouldChange = "more texts would decide it",
            };
        }

        double far = isUpper ? interval.High : interval.Low;
        double near = isUpper ? interval.Low : interval.High;
        GateState state = (isUpper ? far <= limit.Value : far >= limit.Value) ? GateState.Pass
            : (isUpper ? near > limit.Value : near < limit.Value) ? GateState.Fail
            : GateState.Inconclusive;
        return new GateCheck
        {
            Limit = limit,
            State = state,
            Value = estimate,
            Interval = interval,
            Probability = Probability(limit, estimate),
            Reason = $"{Show(estimate)} [{rule.Metric.Unit.Number(interval.Low)}, {rule.Metric.Unit.Number(interval.High)}] is {CheckWording.Side(state)} {limit.Written}",
            WouldChange = CheckWording.WouldChange(state, estimate, far, near, limit.Value, value.Texts, rule.Metric.Unit.FormatSize),
        };
    }

    private Interval? IntervalOf(GateLimit limit, MetricValue value)
    {
        if (!context.Options.IsSequential)
        {
            return value.Interval;
        }

        // at every look the same: made of the standard error, wide enough for all looks together
        if (Sequential(limit) is not { } sequence)
        {
            return null;
        }

        double radius = sequence.Valid.Radius(sequence.StandardError, context.Rules.Alpha);
        return new Interval(Math.Max(0, value.Value!.Value - radius), value.Value.Value + radius);
    }

    private double? Probability(GateLimit limit, double estimate)
    {
        bool isUpper = limit.Kind == GateLimitKind.AtMost;
        if (!context.Options.IsSequential)
        {
            return MetricEstimator.ProbabilityBeyond(sample, limit.Value, isUpper);
        }

        return Sequential(limit) is not { } sequence ? null
            : isUpper ? sequence.Valid.Greater(estimate, sequence.StandardError, limit.Value)
            : sequence.Valid.Less(estimate, sequence.StandardError, limit.Value);
    }

    private (AlwaysValid Valid, double StandardError)? Sequential(GateLimit limit) =>
        limit.Value > 0 && MetricEstimator.StandardError(sample, limit.Value) is { } error and > 0
            ? (new AlwaysValid(limit.Value * SequentialPlan.ErrorOfLimit), error)
            : null;

    private string Show(double value) => rule.Metric.Unit.Format(value);
}
