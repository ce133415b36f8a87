using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Core.Statistics;

/// <summary>
/// How alike takes of one text are: one-way analysis of variance by text (P. E. Shrout, J. L. Fleiss, Psychological Bulletin 86(2), 1979) and what it means for the
/// number of takes (L. Kish, Survey Sampling, 1965).
/// </summary>
/// <param name="MeanSquareBetween">Mean square between texts.</param>
/// <param name="MeanSquareWithin">Mean square within texts.</param>
/// <param name="IntraclassCorrelation">ICC(1) = (MSB - MSW) / (MSB + (R - 1) MSW); null when all values are equal.</param>
/// <param name="DesignEffect">1 + (R - 1) ICC: by how much the variance of the mean exceeds that of independent takes; null as above.</param>
/// <param name="EffectiveTakes">Texts × R / design effect: how many independent takes the table is worth; null as above or when the effect is not positive.</param>
public sealed record TakeHomogeneity(
    double MeanSquareBetween, double MeanSquareWithin, double? IntraclassCorrelation, double? DesignEffect, double? EffectiveTakes)
{
    /// <summary>p-value of "takes of one text are no more alike than others", by F = MSB ÷ MSW; null when all values are equal or none varies within its text.</summary>
    public double? Probability { get; private init; }

    /// <summary>
    /// 95 % interval of the intraclass correlation, (F/q - 1) ÷ (F/q + R - 1) with q the F quantiles (Shrout and Fleiss); null as <see cref="Probability"/>. Exact for
    /// normal values, rough for rare failures.
    /// </summary>
    public Interval? CorrelationInterval { get; private init; }

    /// <summary>Analyses a table of texts × takes.</summary>
    /// <param name="values">One row a text, all of the same length R: 0 or 1 for failures, or errors, or rates.</param>
    /// <returns>The analysis; null with fewer than 2 texts or fewer than 2 takes.</returns>
    /// <exception cref="ArgumentException">Rows differ in length.</exception>
    public static TakeHomogeneity? Of(IReadOnlyList<IReadOnlyList<double>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        int texts = values.Count;
        int takes = texts == 0 ? 0 : values[0].Count;
        if (values.Any(row => row.Count != takes))
        {
            throw new ArgumentException("texts differ in their number of takes", nameof(values));
        }

        if (texts < 2 || takes < 2)
        {
            return null;
        }

        double mean = values.Average(row => row.Average());
        double between = 0;
        double within = 0;
        foreach (IReadOnlyList<double> row in values)
        {
            double ofText = row.Average();
            between += takes * (ofText - mean) * (ofText - mean);
            within += row.Sum(value => (value - ofText) * (value - ofText));
        }

        between /= texts - 1;
        within /= texts * (takes - 1.0);
        double divisor = between + ((takes - 1) * within);
        if (divisor <= 0)
        {
            return new TakeHomogeneity(between, within, null, null, null);
        }

        double correlation = (between - within) / divisor;
        double effect = 1 + ((takes - 1) * correlation);
        var homogeneity = new TakeHomogeneity(between, within, correlation, effect, effect > 0 ? texts * takes / effect : null);
        return within == 0 ? homogeneity : homogeneity with
        {
            Probability = Distributions.FisherSurvival(between / within, texts - 1, texts * (takes - 1.0)),
            CorrelationInterval = new Interval(
                Correlation(between / within / Distributions.FisherQuantile(.975, texts - 1, texts * (takes - 1.0)), takes),
                Correlation(between / within * Distributions.FisherQuantile(.975, texts * (takes - 1.0), texts - 1), takes)),
        };
    }

    /// <summary>How many independent takes a number of texts and repeats is worth: texts × repeats ÷ (1 + (repeats - 1) × ICC).</summary>
    /// <param name="texts">Texts, at least 1.</param>
    /// <param name="repeats">Takes of each, at least 1.</param>
    /// <param name="correlation">Intraclass correlation, in [0, 1].</param>
    /// <returns>The number.</returns>
    public static double EffectiveTakesOf(double texts, double repeats, double correlation) => texts * repeats / (1 + ((repeats - 1) * correlation));

    private static double Correlation(double f, int takes) => (f - 1) / (f + takes - 1);
}
