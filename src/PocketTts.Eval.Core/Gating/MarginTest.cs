using PocketTts.Eval.Core.Gating.Figures;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Gating;

/// <summary>The decision about one margin, on the scale on which it is tested (logarithms for times).</summary>
/// <param name="State">The decision.</param>
/// <param name="Probability">p-value that enters the correction over all checks.</param>
/// <param name="Excess">How far the estimate is beyond the margin.</param>
/// <param name="Beyond">Interval of the excess.</param>
/// <param name="Worse">How much worse the estimate is.</param>
/// <param name="LeastWorse">Lower end of the interval of that.</param>
/// <param name="FailWhen">When it fails.</param>
internal sealed record MarginTest(GateState State, double Probability, double Excess, Interval Beyond, double Worse, double LeastWorse, FailWhen FailWhen)
{
    /// <summary>Decides.</summary>
    /// <param name="change">The change.</param>
    /// <param name="worsening">Its interval.</param>
    /// <param name="share">The margin as a share of the baseline, or null.</param>
    /// <param name="margin">The margin in natural units, where there is no share.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="context">The gate.</param>
    public static MarginTest Of(MetricChange change, Interval worsening, double? share, double margin, GateRule rule, GateContext context)
    {
        (double excess, Interval beyond) = share is { } part && change.ExcessOverShare(part, context.Confidence) is { Interval: { } ends } over
            ? (over.Excess, ends)
            : (change.Worsening - margin, new Interval(worsening.Low - margin, worsening.High - margin));

        // on the logarithmic scale the margin is what lies between excess and change
        double allowed = change.IsRelative ? Math.Log(1 + share!.Value) : change.Worsening - excess;
        double worse = excess + allowed;
        double least = change.IsRelative ? beyond.Low + allowed : worsening.Low;
        double probability = change.Probabilities.Greater;
        if (context.Options.IsSequential)
        {
            double z = (beyond.High - excess) / Distributions.TwoSidedZ(context.Confidence);
            if (!(z > 0))
            {
                return new MarginTest(GateState.Inconclusive, 1, excess, beyond, worse, least, rule.FailWhen);
            }

            var valid = new AlwaysValid(allowed > 0 ? allowed * SequentialPlan.ErrorOfMargin : z);
            double radius = valid.Radius(z, context.Rules.Alpha);
            beyond = new Interval(excess - radius, excess + radius);
            least = worse - radius;
            probability = valid.Greater(worse, z);
        }

        if (rule.FailWhen == FailWhen.BeyondMargin)
        {
            double error = (beyond.High - excess) / Distributions.TwoSidedZ(context.Confidence);
            probability = error > 0 ? Distributions.NormalSurvival(excess / error) : excess > 0 ? 0 : 1;
        }

        bool fails = rule.FailWhen == FailWhen.BeyondMargin ? beyond.Low > 0 : excess > 0 && probability < context.Rules.Alpha;
        GateState state = beyond.High <= 0 ? GateState.Pass : fails ? GateState.Fail : GateState.Inconclusive;
        return new MarginTest(state, probability, excess, beyond, worse, least, rule.FailWhen);
    }

    /// <summary>The interval that decided, as how much worse: a difference, or for times a share of the baseline.</summary>
    public Interval Worsening(bool isRelative)
    {
        double allowed = Worse - Excess;
        var ends = new Interval(Beyond.Low + allowed, Beyond.High + allowed);
        return isRelative ? new Interval(Math.Exp(ends.Low) - 1, Math.Exp(ends.High) - 1) : ends;
    }

    /// <summary>What would have changed the decision.</summary>
    public string WouldChange(int texts, Func<double, string> show)
    {
        bool isStrict = FailWhen == FailWhen.BeyondMargin;
        return State switch
        {
            // it stops failing when it is within the margin, or no longer shown to be worse
            GateState.Fail => CheckWording.WouldChange(State, Excess, Beyond.High, isStrict ? Beyond.Low : Math.Min(Excess, Math.Max(LeastWorse, 0)), 0, texts, show),
            GateState.Inconclusive when Excess > 0 && !isStrict => CheckWording.WouldChange(State, Worse, double.PositiveInfinity, LeastWorse, 0, texts, show),
            _ => CheckWording.WouldChange(State, Excess, Beyond.High, Beyond.Low, 0, texts, show),
        };
    }
}
