using PocketTts.Eval.Core.Gating.Comparison;
using PocketTts.Eval.Core.Gating.Figures;
using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Core.Gating;

/// <summary>Holds the change against a baseline against a margin.</summary>
internal sealed class BaselineJudge(GateRule rule, GateContext context, MetricSample sample)
{
    public GateCheck Judge(GateLimit limit, SystemPair? pair, PairedSample? paired, string recognizer)
    {
        if (Obstacle(pair, paired, recognizer) is { } obstacle)
        {
            return new GateCheck { Limit = limit, State = GateState.NotComparable, Reason = obstacle, WouldChange = context.Options.RenewCommand is { } renew ? $"renew the baseline: {renew}" : null };
        }

        MetricValue value = MetricEstimator.Estimate(paired!.Head, context.Confidence);
        if (DataGuard.TooLittle(rule, value, sample, context) is { } lack)
        {
            return new GateCheck { Limit = limit, State = GateState.Inconclusive, Reason = lack.Reason, WouldChange = lack.WouldChange };
        }

        return paired.Change is { } change ? Judge(limit, change, paired)
            : Judge(limit, MetricEstimator.Estimate(paired.Base, context.Confidence), value);
    }

    // what stands against comparing at all
    private string? Obstacle(SystemPair? pair, PairedSample? paired, string recognizer)
    {
        if (pair is null || paired is null)
        {
            return $"'{context.Baseline!.Name}' has no such system (it has {string.Join(", ", context.Baseline.Info.Systems.Select(s => s.Id))})";
        }

        if (context.Incomparable(recognizer).Concerning(rule.Metric).ToArray() is { Length: > 0 } reasons)
        {
            return string.Join("; ", reasons.Select(r => r.What));
        }

        if (RuleJudge.MissingQuantity(rule.Metric, context.Baseline!) is { } lacking)
        {
            return $"the baseline does not hold '{lacking}': it was saved by an older version";
        }

        if (paired.Base.UnknownTakes > 0 && !rule.Metric.IsOfMachine)
        {
            return FormattableString.Invariant($"the baseline is not complete: {paired.Base.UnknownTakes} of its takes have no result");
        }

        if (paired.OnlyHead.Length > 0)
        {
            int all = paired.OnlyHead.Length + paired.Head.Texts.Length;
            return FormattableString.Invariant($"{paired.Head.Texts.Length} of {all} texts are in the baseline; it lacks {TextList.Describe(paired.OnlyHead)}");
        }

        // a text of which no take was timed is no obstacle, a table without any is
        return paired.Head.Texts.Length == 0 && paired.Base.Texts.Length == 0 && sample.Texts.Length > 0 ? $"no take of the baseline has a value of {rule.Metric.Id}" : null;
    }

    private GateCheck Judge(GateLimit limit, MetricChange change, PairedSample paired)
    {
        double before = MetricEstimator.Estimate(paired.Base, context.Confidence).Value!.Value;
        bool isShare = limit.Kind == GateLimitKind.WorseningShare;

        // times are compared by ratios: a margin in seconds is a share of the baseline's time
        double? share = isShare ? limit.Value : change.IsRelative ? limit.Value / before : null;
        if ((share is not null && before <= 0) || (share is { } part && change.ExcessOverShare(part, context.Confidence) is null))
        {
            return new GateCheck
            {
                Limit = limit,
                State = GateState.Inconclusive,
                IsShare = true,
                Reason = "the baseline is 0, and a share of nothing is no margin",
                WouldChange = $"max-increase in {rule.Metric.Unit.DifferenceName} would let it be decided",
            };
        }

        if (change.Interval(context.Confidence) is not { } worsening)
        {
            return new GateCheck { Limit = limit, State = GateState.Inconclusive, IsShare = isShare, Reason = change.WithoutInterval, WouldChange = change is TimeChange ? "more takes would let it be decided" : "more texts would let it be decided" };
        }

        MarginTest test = MarginTest.Of(change, worsening, share, limit.Value, rule, context);
        bool isShownShare = share is not null;
        double scale = isShownShare && !change.IsRelative ? before : 1;
        Interval deciding = context.Options.IsSequential ? test.Worsening(change.IsRelative) : worsening;
        var shown = new Interval(deciding.Low / scale, deciding.High / scale);
        var check = new GateCheck
        {
            Limit = limit,
            State = test.State,
            IsShare = isShownShare,
            Value = change.Worsening / scale,
            Interval = shown,
            Probability = test.Probability,
            Detectable = change.Detectable(context.Rules.Alpha) / scale,
            Reason = Sentence(limit, test.State, change.Worsening / scale, shown, isShownShare),
            WouldChange = test.WouldChange(change.Texts, v => Size(v / scale, isShownShare)),
        };
        return test.State == GateState.Fail && change is TimeChange { IsInterleaved: false } && !rule.AllowsSeparateRuns ? NotInTurn(check) : check;
    }

    // two values without intervals
    private GateCheck Judge(GateLimit limit, MetricValue before, MetricValue now)
    {
        int sign = rule.Metric.IsHigherBetter ? -1 : 1;
        double worsening = sign * (now.Value!.Value - before.Value!.Value);
        bool isShare = limit.Kind == GateLimitKind.WorseningShare;
        if (isShare && before.Value <= 0)
        {
            return new GateCheck { Limit = limit, State = GateState.Inconclusive, IsShare = true, Reason = "the baseline is 0, and a share of nothing is no margin" };
        }

        double value = isShare ? worsening / before.Value.Value : worsening;
        bool holds = value <= limit.Value;
        return new GateCheck
        {
            Limit = limit,
            State = holds ? GateState.Pass : GateState.Fail,
            IsShare = isShare,
            Value = value,
            Reason = $"{rule.Metric.Unit.Format(now.Value)} after {rule.Metric.Unit.Format(before.Value)} is {(holds ? "within" : "beyond")} {limit.Written}, as it is",
            WouldChange = $"it would change at {Size(limit.Value, isShare)} worse than the baseline",
        };
    }

    private string Sentence(GateLimit limit, GateState state, double value, Interval interval, bool isShare)
    {
        MetricUnit unit = isShare ? MetricUnit.Share : rule.Metric.Unit;
        string verdict = state switch
        {
            GateState.Pass => "shown to be within",
            GateState.Fail => rule.FailWhen == FailWhen.BeyondMargin ? "shown to be beyond" : "shown to be worse, and beyond",
            _ => "not shown to be within",
        };
        return $"worse by {unit.SignedNumber(value)} [{unit.SignedNumber(interval.Low)}, {unit.SignedNumber(interval.High)}] {unit.DifferenceName}: {verdict} {limit.Written}".Replace("] :", "]:", StringComparison.Ordinal);
    }

    private static GateCheck NotInTurn(GateCheck check) => check with
    {
        State = GateState.Inconclusive,
        Probability = null,
        Reason = check.Reason + "; but the runs were timed one after the other, and a machine drifts by as much",
        WouldChange = "time both in one run (two systems in one plan), or set separate-runs: allow",
    };

    private string Size(double value, bool isShare) => (isShare ? MetricUnit.Share : rule.Metric.Unit).FormatSize(value);
}
