using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Gating.Figures;

/// <summary>Turns the takes of a system into the value of a metric.</summary>
internal static class MetricEstimator
{
    /// <summary>Estimates.</summary>
    /// <param name="sample">The takes.</param>
    /// <param name="confidence">Coverage of the interval.</param>
    public static MetricValue Estimate(MetricSample sample, double confidence) => sample.Value(confidence, Make);

    private static MetricValue Make(MetricSample sample, double confidence)
    {
        int takes = sample.Takes.Sum();
        if (sample.Texts.Length == 0)
        {
            return new MetricValue(null, null, 0, 0, null, sample.UnknownTakes);
        }

        switch (sample.Metric.Kind)
        {
            case MetricKind.Rate:
                ClusterRatio ratio = sample.Ratio!;
                return new MetricValue(ratio.Ratio, ratio.ShareInterval(confidence, sample.TrialsWhenAlike), ratio.Clusters, takes, ratio.EffectiveTrials, sample.UnknownTakes);
            case MetricKind.MeanOfTexts:
                ClusterRatio mean = sample.Ratio!;
                Interval? interval = mean.StudentInterval(confidence) is { } ends ? ends with { Low = Math.Max(0, ends.Low) } : null;
                return new MetricValue(mean.Ratio, interval, mean.Clusters, takes, null, sample.UnknownTakes);
            case MetricKind.Time:
                double[] medians = [.. TextMedians(sample).Values.Order()];
                OrderStatisticInterval? ranks = OrderStatisticInterval.Ranks(medians.Length, .5, confidence);
                return new MetricValue(Quantiles.Median(medians), ranks?.Of(medians), medians.Length, takes, null, sample.UnknownTakes);
            default:
                TimedTake largest = sample.Timed.MaxBy(t => t.Value);
                return new MetricValue(largest.Value, null, sample.Texts.Length, takes, null, sample.UnknownTakes)
                {
                    Place = FormattableString.Invariant($"{largest.Text}, repeat {largest.Repeat}"),
                };
        }
    }

    /// <summary>
    /// p-value of "the true value is at most the limit" (<paramref name="isAbove"/>) or "at least", by the test that belongs to the interval; null without value or with one text.
    /// </summary>
    public static double? ProbabilityBeyond(MetricSample sample, double limit, bool isAbove)
    {
        if (sample.Texts.Length < 2)
        {
            return null;
        }

        double sign = isAbove ? 1 : -1;
        if (sample.Metric.Kind == MetricKind.Time)
        {
            // sign test: half of the texts' medians lie beyond the true median
            long beyond = TextMedians(sample).Values.LongCount(m => sign * m > sign * limit);
            return Distributions.BinomialSurvival(beyond - 1, sample.Texts.Length, .5);
        }

        ClusterRatio ratio = sample.Ratio!;
        if (sample.Metric.Kind == MetricKind.Rate && ratio.Ratio is >= 0 and <= 1)
        {
            if (limit is <= 0 or >= 1)
            {
                return sign * ratio.Ratio > sign * limit ? 0 : 1;
            }

            return ratio.ShareProbability(limit, isAbove, sample.TrialsWhenAlike);
        }

        TestProbabilities? test = new MeanEstimate(ratio.Ratio, ratio.StandardError, ratio.Clusters - 1).Test(limit);
        return test is { } known ? (isAbove ? known.Greater : known.Less) : sign * ratio.Ratio > sign * limit ? 0 : 1;
    }

    /// <summary>
    /// Standard error of a rate or mean; where nothing failed that of a share at the limit, takes of one text counting once. Null for other kinds and with one text.
    /// </summary>
    public static double? StandardError(MetricSample sample, double limit)
    {
        if (sample.Metric.Kind is not (MetricKind.Rate or MetricKind.MeanOfTexts) || sample.Texts.Length < 2)
        {
            return null;
        }

        double error = sample.Ratio!.StandardError;
        double atLimit = limit is > 0 and < 1 ? Math.Sqrt(limit * (1 - limit) / sample.TrialsWhenAlike) : 0;
        return error > 0 ? error : atLimit;
    }

    /// <summary>The median of each text's values.</summary>
    public static Dictionary<TextKey, double> TextMedians(MetricSample sample) =>
        sample.Timed.GroupBy(t => t.Text).ToDictionary(g => g.Key, g => Quantiles.MedianOf(g.Select(t => t.Value)));
}
