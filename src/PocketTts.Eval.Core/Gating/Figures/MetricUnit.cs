using System.Collections.Immutable;
using System.Globalization;

namespace PocketTts.Eval.Core.Gating.Figures;

/// <summary>Unit of a metric: how its values are shown and how limits are written.</summary>
/// <param name="Name">Unit after a value, e.g. <c>%</c>; empty for a plain ratio.</param>
/// <param name="DifferenceName">Unit after a difference, e.g. <c>points</c>.</param>
/// <param name="PerUnit">Shown value ÷ natural value: 100 for percent.</param>
/// <param name="Decimals">Decimals that are shown; null for three significant digits.</param>
public sealed record MetricUnit(string Name, string DifferenceName, double PerUnit, int? Decimals)
{
    /// <summary>A share, shown in percent, differences in percentage points.</summary>
    public static MetricUnit Percent { get; } = new("%", "points", 100, 2);

    /// <summary>Events per 1,000 words.</summary>
    public static MetricUnit PerThousandWords { get; } = new("per 1000 words", "per 1000 words", 1000, 2);

    /// <summary>A ratio of times.</summary>
    public static MetricUnit Ratio { get; } = new(string.Empty, string.Empty, 1, null);

    /// <summary>Seconds.</summary>
    public static MetricUnit Seconds { get; } = new("s", "s", 1, null);

    /// <summary>Memory in binary megabytes.</summary>
    public static MetricUnit Mebibytes { get; } = new("MiB", "MiB", 1.0 / (1 << 20), 1);

    /// <summary>A share of the baseline.</summary>
    public static MetricUnit Share { get; } = new("%", "%", 100, 1);

    /// <summary>A number of words.</summary>
    public static MetricUnit Words { get; } = new("words", "words", 1, 0);

    /// <summary>All units.</summary>
    public static ImmutableArray<MetricUnit> All { get; } = [Percent, PerThousandWords, Ratio, Seconds, Mebibytes, Words];

    /// <summary>A value with its unit.</summary>
    /// <param name="value">Natural value, or null.</param>
    /// <returns>E.g. <c>3.21 %</c>; an em dash for null.</returns>
    public string Format(double? value) => value is { } number && double.IsFinite(number) ? Join(Number(number), Name) : "—";

    /// <summary>A difference with sign and unit.</summary>
    /// <param name="value">Natural difference, or null.</param>
    /// <returns>E.g. <c>+0.50 points</c>; an em dash for null.</returns>
    public string FormatDifference(double? value) => value is { } number && double.IsFinite(number) ? Join(SignedNumber(number), DifferenceName) : "—";

    /// <summary>The shown number without unit.</summary>
    /// <param name="value">Natural value.</param>
    /// <returns>The number.</returns>
    public string Number(double value)
    {
        double shown = value * PerUnit;
        int decimals = Decimals ?? (shown == 0 ? 0 : Math.Clamp(2 - (int)Math.Floor(Math.Log10(Math.Abs(shown))), 0, 12));
        return shown.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>The shown number of a difference without unit, with its sign.</summary>
    /// <param name="value">Natural difference.</param>
    /// <returns>The number.</returns>
    public string SignedNumber(double value)
    {
        string number = Number(value);
        return number[0] is '-' ? number : "+" + number;
    }

    /// <summary>The size of a difference with its unit.</summary>
    /// <param name="value">Natural difference.</param>
    /// <returns>E.g. <c>0.50 points</c>.</returns>
    public string FormatSize(double value) => Join(Number(Math.Abs(value)), DifferenceName);

    private static string Join(string number, string unit) =>
        unit.Length == 0 ? number
        : $"{number} {(unit == "words" && number is ("1" or "+1" or "-1") ? "word" : unit)}";
}
