namespace PocketTts.Eval.Core.Statistics;

/// <summary>Order statistics. Every method but <see cref="MedianOf"/> takes values already sorted from small to large.</summary>
public static class Quantiles
{
    /// <summary>The middle value; the mean of the two middle ones for an even number.</summary>
    /// <param name="sorted">At least one value, ascending.</param>
    /// <returns>The median.</returns>
    public static double Median(ReadOnlySpan<double> sorted)
    {
        ThrowIfEmpty(sorted);
        int half = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /// <summary>The same of values in any order.</summary>
    /// <param name="values">At least one value.</param>
    /// <returns>The median.</returns>
    public static double MedianOf(IEnumerable<double> values) => Median([.. values.Order()]);

    /// <summary>Nearest rank: the smallest value that at least the given share of the values do not exceed.</summary>
    /// <param name="sorted">At least one value, ascending.</param>
    /// <param name="probability">Share in [0, 1].</param>
    /// <returns>One of the values.</returns>
    public static double NearestRank(ReadOnlySpan<double> sorted, double probability)
    {
        ThrowIfEmpty(sorted);
        ThrowIfNoShare(probability);

        // .95 * 20 is a hair above 19 in binary: without the guard the rank would be 20
        int rank = (int)Math.Ceiling((probability * sorted.Length) - 1e-9);
        return sorted[Math.Clamp(rank, 1, sorted.Length) - 1];
    }

    /// <summary>Linear interpolation between order statistics at (n - 1) × probability (Hyndman and Fan's type 7).</summary>
    /// <param name="sorted">At least one value, ascending.</param>
    /// <param name="probability">Share in [0, 1].</param>
    /// <returns>The quantile.</returns>
    public static double Linear(ReadOnlySpan<double> sorted, double probability)
    {
        ThrowIfEmpty(sorted);
        ThrowIfNoShare(probability);
        double place = (sorted.Length - 1) * probability;
        int below = (int)place;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }

    private static void ThrowIfEmpty(ReadOnlySpan<double> sorted)
    {
        if (sorted.IsEmpty)
        {
            throw new ArgumentException("a quantile needs at least one value", nameof(sorted));
        }
    }

    private static void ThrowIfNoShare(double probability)
    {
        if (!(probability is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "a probability lies in [0, 1]");
        }
    }
}
