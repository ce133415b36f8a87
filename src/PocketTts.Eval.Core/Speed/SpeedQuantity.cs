using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Speed;

/// <summary>One measured quantity over some takes.</summary>
/// <param name="Median">Median.</param>
/// <param name="Low">Lower end of its 95 % interval between order statistics; null below 6 values, where there is none.</param>
/// <param name="High">Upper end.</param>
/// <param name="Count">Values.</param>
/// <param name="P95">95th percentile (nearest rank); null below <see cref="LeastForP95"/> values.</param>
/// <param name="P99">99th percentile (nearest rank); null below <see cref="LeastForP99"/> values.</param>
public sealed record SpeedQuantity(double Median, double? Low, double? High, int Count, double? P95, double? P99)
{
    /// <summary>Fewest values of which the largest exceeds the 95th percentile with 95 % certainty: 1 − .95ⁿ ≥ .95.</summary>
    public const int LeastForP95 = 59;

    /// <summary>Fewest values of which the largest exceeds the 99th percentile with 95 % certainty.</summary>
    public const int LeastForP99 = 299;

    /// <summary>Summarizes values.</summary>
    /// <param name="values">Finite values in any order; unknown ones are left out.</param>
    /// <returns>The summary; null without a known value.</returns>
    public static SpeedQuantity? Of(IEnumerable<double?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        double[] sorted = [.. values.OfType<double>().Order()];
        if (sorted.Length == 0)
        {
            return null;
        }

        Interval? interval = OrderStatisticInterval.Ranks(sorted.Length, .5)?.Of(sorted);
        return new SpeedQuantity(
            Quantiles.Median(sorted),
            interval?.Low,
            interval?.High,
            sorted.Length,
            sorted.Length >= LeastForP95 ? Quantiles.NearestRank(sorted, .95) : null,
            sorted.Length >= LeastForP99 ? Quantiles.NearestRank(sorted, .99) : null);
    }
}
