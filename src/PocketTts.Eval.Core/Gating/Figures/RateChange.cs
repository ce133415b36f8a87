using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Gating.Figures;

/// <summary>Change of a rate or of a mean over texts: one unit a text, with all its takes.</summary>
internal sealed class RateChange : MetricChange
{
    private const int FewestEventTexts = 10;

    private readonly double[][] _sums;
    private readonly double _sign;
    private readonly double _baseAlike;
    private readonly double _headAlike;
    private readonly ClusterDifference _difference;
    private readonly int _eventTexts;

    private RateChange(double[][] sums, double sign, double baseAlike, double headAlike, ClusterDifference difference)
    {
        _sums = sums;
        _sign = sign;
        _baseAlike = baseAlike;
        _headAlike = headAlike;
        _difference = difference;
        for (int text = 0; text < sums[0].Length; text++)
        {
            _eventTexts += sums[0][text] != 0 || sums[2][text] != 0 ? 1 : 0;
        }

        TestProbabilities exchange = SignFlipTest.Of(difference.Exchange.AsSpan()).Probabilities;
        Probabilities = sign > 0 ? exchange : new TestProbabilities(exchange.TwoSided, exchange.Less, exchange.Greater);
    }

    public override bool IsRelative => false;

    public override double Worsening => _sign * _difference.Difference;

    public override double StandardError => _difference.StandardError;

    public override TestProbabilities Probabilities { get; }

    public override int Texts => _difference.Clusters;

    public override string TestName => "sign flips by text";

    /// <summary>Base's ratio over the common texts.</summary>
    public double BaseRatio => _difference.Base.Ratio;

    /// <summary>Head's ratio over the common texts.</summary>
    public double HeadRatio => _difference.Head.Ratio;

    /// <summary>Compares two samples of the same texts (<see cref="MetricSample.Common"/>); null when there are none.</summary>
    public static RateChange? Of(MetricSample ofBase, MetricSample ofHead)
    {
        double[][] sums = [ofBase.Numerators, ofBase.Denominators, ofHead.Numerators, ofHead.Denominators];
        return ClusterDifference.Of(sums[0], sums[1], sums[2], sums[3]) is { } difference
            ? new RateChange(sums, ofHead.Metric.IsHigherBetter ? -1 : 1, ofBase.TrialsWhenAlike, ofHead.TrialsWhenAlike, difference)
            : null;
    }

    public override Interval? Interval(double confidence) => Interval(_difference, confidence) is { } ends ? Turn(ends) : null;

    public override (double Excess, double StandardError, Interval? Interval)? ExcessOverShare(double share, double confidence)
    {
        if (BaseRatio <= 0)
        {
            // nothing is a share of nothing
            return null;
        }

        double factor = 1 + (_sign * share);
        ClusterDifference scaled = ClusterDifference.Of([.. _sums[0].Select(n => n * factor)], _sums[1], _sums[2], _sums[3])!;
        Interval? interval = Interval(scaled, confidence) is { } ends ? Turn(ends) : null;
        return (_sign * scaled.Difference, scaled.StandardError, interval);
    }

    public override double? Detectable(double alpha) => StandardError > 0 ? MeanPower.DetectableDifference(StandardError, .8, alpha) : null;

    // Student's interval, which the simulations of docs/statistics.md favour; where hardly anything failed its error is an accident, and the wider of it and the one
    // that is made of both shares' own intervals holds
    private Interval? Interval(ClusterDifference difference, double confidence)
    {
        if (difference.StudentInterval(confidence) is not { } student)
        {
            return null;
        }

        if (difference.Base.ShareInterval(confidence, _baseAlike) is not { } ofBase
            || difference.Head.ShareInterval(confidence, _headAlike) is not { } ofHead
            || _eventTexts >= FewestEventTexts)
        {
            return student;
        }

        Interval shares = TwoProportions.SquareAndAdd(difference.Head.Ratio, ofHead, difference.Base.Ratio, ofBase, Math.Max(0, difference.Correlation));
        return new Interval(Math.Min(student.Low, shares.Low), Math.Max(student.High, shares.High));
    }

    private Interval Turn(Interval interval) => _sign > 0 ? interval : new Interval(-interval.High, -interval.Low);
}
