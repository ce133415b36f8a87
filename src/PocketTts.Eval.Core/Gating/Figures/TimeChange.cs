using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Gating.Figures;

/// <summary>
/// Change of a time. Takes of one run were spoken in turn: each take of head is paired with the take of base of the same text and repeat, and what drifted on the machine
/// meets both. Takes of two runs are paired by text, by their medians; drift between the runs stays in. Estimate and interval are those that belong to Wilcoxon's test (<see cref="HodgesLehmann"/>) on the
/// logarithms of the ratios: a take that the machine held up moves them little.
/// </summary>
internal sealed class TimeChange : MetricChange
{
    private const double ErrorConfidence = .95;

    private readonly double[] _logarithms;
    private readonly double _sign;
    private readonly Dictionary<double, ShiftEstimate> _estimates = [];

    private TimeChange(double[] logarithms, double sign, int texts, bool isInterleaved)
    {
        _sign = sign;
        _logarithms = logarithms;
        Probabilities = WilcoxonSignedRank.Of(logarithms).Probabilities;
        Texts = texts;
        IsInterleaved = isInterleaved;
    }

    public override bool IsRelative => true;

    public override double Worsening => Share(Estimate(ErrorConfidence).Value);

    public override double StandardError =>
        Estimate(ErrorConfidence).Interval is { } ends ? (ends.High - ends.Low) / (2 * Distributions.TwoSidedZ(ErrorConfidence)) : double.NaN;

    public override TestProbabilities Probabilities { get; }

    public override int Texts { get; }

    public override string WithoutInterval => FormattableString.Invariant($"{Pairs} {(Pairs == 1 ? "pair" : "pairs")} of times are too few for an interval");

    public override string TestName => "Wilcoxon signed ranks of log ratios";

    /// <summary>Pairs of takes, or of texts.</summary>
    public int Pairs => _logarithms.Length;

    /// <summary>True when the takes were spoken in turn.</summary>
    public bool IsInterleaved { get; }

    /// <summary>Compares two samples; null when they have nothing in common.</summary>
    /// <param name="ofBase">Base's takes.</param>
    /// <param name="ofHead">Head's takes.</param>
    /// <param name="isSameRun">Whether they were spoken in turn.</param>
    public static TimeChange? Of(MetricSample ofBase, MetricSample ofHead, bool isSameRun)
    {
        double sign = ofHead.Metric.IsHigherBetter ? -1 : 1;
        var logarithms = new List<double>();
        var texts = new HashSet<TextKey>();
        if (isSameRun)
        {
            Dictionary<(TextKey, int), double> bases = ofBase.Timed.ToDictionary(t => (t.Text, t.Repeat), t => t.Value);
            foreach (TimedTake take in ofHead.Timed.OrderBy(t => t.Text).ThenBy(t => t.Repeat))
            {
                if (bases.TryGetValue((take.Text, take.Repeat), out double value) && value > 0 && take.Value > 0)
                {
                    logarithms.Add(sign * Math.Log(take.Value / value));
                    texts.Add(take.Text);
                }
            }
        }
        else
        {
            Dictionary<TextKey, double> bases = MetricEstimator.TextMedians(ofBase);
            foreach ((TextKey text, double median) in MetricEstimator.TextMedians(ofHead).OrderBy(t => t.Key))
            {
                if (bases.TryGetValue(text, out double value) && value > 0 && median > 0)
                {
                    logarithms.Add(sign * Math.Log(median / value));
                    texts.Add(text);
                }
            }
        }

        return logarithms.Count == 0 ? null : new TimeChange([.. logarithms], sign, texts.Count, isSameRun);
    }

    public override Interval? Interval(double confidence) =>
        Estimate(confidence).Interval is { } ends ? new Interval(Share(ends.Low), Share(ends.High)) : null;

    public override (double Excess, double StandardError, Interval? Interval)? ExcessOverShare(double share, double confidence)
    {
        // a rate of work that falls by a share grows in time by share ÷ (1 - share)
        double margin = _sign > 0 ? Math.Log(1 + share) : -Math.Log(1 - share);
        ShiftEstimate estimate = Estimate(confidence);
        return (estimate.Value - margin, StandardError, estimate.Interval is { } ends ? new Interval(ends.Low - margin, ends.High - margin) : null);
    }

    public override double? Detectable(double alpha) => StandardError > 0 ? Share(MeanPower.DetectableDifference(StandardError, .8, alpha)) : null;

    private ShiftEstimate Estimate(double confidence)
    {
        if (!_estimates.TryGetValue(confidence, out ShiftEstimate? estimate))
        {
            estimate = HodgesLehmann.OneSample(_logarithms, confidence);
            _estimates.Add(confidence, estimate);
        }

        return estimate;
    }

    // how much worse, as a share of base, in the metric's own direction
    private double Share(double logarithm) => _sign > 0 ? Math.Exp(logarithm) - 1 : 1 - Math.Exp(-logarithm);
}
