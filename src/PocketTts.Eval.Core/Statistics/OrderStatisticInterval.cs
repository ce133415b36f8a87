using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Core.Statistics;

/// <summary>
/// Interval of a quantile between two of the values themselves, whatever their distribution: the number of values below the true quantile is binomial
/// (H. A. David, H. N. Nagaraja, Order Statistics, 2003, section 7.1).
/// </summary>
/// <param name="LowRank">One-based rank of the lower end.</param>
/// <param name="HighRank">One-based rank of the upper end.</param>
/// <param name="Coverage">What it really covers, at least what was asked.</param>
public readonly record struct OrderStatisticInterval(int LowRank, int HighRank, double Coverage)
{
    /// <summary>Ranks for a number of values.</summary>
    /// <param name="count">Values, at least 1.</param>
    /// <param name="probability">The quantile, above 0 and below 1; .5 is the median.</param>
    /// <param name="confidence">Coverage, above 0 and below 1.</param>
    /// <returns>
    /// The ranks, each tail holding at most (1 - confidence) / 2; null when there are too few values (6 for the median at 95 %, 72 for the 95th percentile at 90 %).
    /// </returns>
    public static OrderStatisticInterval? Ranks(int count, double probability, double confidence = .95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ProportionIntervals.ThrowIfNoConfidence(confidence);
        if (!(probability is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "a quantile lies between 0 and 1");
        }

        double tail = (1 - confidence) / 2;
        int low = 0;
        while (low < count && Distributions.BinomialCdf(low, count, probability) <= tail)
        {
            low++;
        }

        int high = count + 1;
        while (high > 1 && Distributions.BinomialSurvival(high - 2, count, probability) <= tail)
        {
            high--;
        }

        return low < 1 || high > count
            ? null
            : new OrderStatisticInterval(low, high, Distributions.BinomialCdf(high - 1, count, probability) - Distributions.BinomialCdf(low - 1, count, probability));
    }

    /// <summary>The ends among sorted values.</summary>
    /// <param name="sorted">The values the ranks were made for, ascending.</param>
    /// <returns>The interval.</returns>
    public Interval Of(ReadOnlySpan<double> sorted) => new(sorted[LowRank - 1], sorted[HighRank - 1]);
}
