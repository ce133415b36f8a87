using PocketTts.Eval.Core.Speed;

namespace PocketTts.Eval.Reports.Speed;

/// <summary>Verdicts of a long session in words.</summary>
public static class SoakText
{
    /// <summary>What is said of memory, e.g. <c>leaking ≥ 98.7 MB per 100 takes</c>.</summary>
    /// <param name="soak">The session.</param>
    public static string Memory(SoakReport soak)
    {
        ArgumentNullException.ThrowIfNull(soak);
        return Verdict(soak.MemoryMegabytes, "leaking", "MB per 100 takes");
    }

    /// <summary>What is said of speed.</summary>
    /// <param name="soak">The session.</param>
    public static string Speed(SoakReport soak)
    {
        ArgumentNullException.ThrowIfNull(soak);
        return Verdict(soak.SlowdownPercent, "slowing", "% per 100 takes");
    }

    /// <summary>A slope with its interval.</summary>
    /// <param name="trend">The trend.</param>
    public static string Trend(SoakTrend trend)
    {
        ArgumentNullException.ThrowIfNull(trend);
        return trend.PerHundredTakes is null ? Formatting.Unknown : FormattableString.Invariant($"{trend.PerHundredTakes:0.0} [{trend.Low:0.0} to {trend.High:0.0}]");
    }

    private static string Verdict(SoakTrend trend, string growing, string unit) => trend.Verdict switch
    {
        SoakVerdict.Stable => "stable",
        SoakVerdict.Growing => FormattableString.Invariant($"{growing} ≥ {trend.Low:0.#} {unit}"),
        _ => "inconclusive",
    };
}
