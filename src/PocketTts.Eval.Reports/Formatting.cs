using System.Globalization;

namespace PocketTts.Eval.Reports;

/// <summary>
/// The one place where numbers become text for people: console, Markdown and HTML show the same digits. Always the
/// invariant culture; an unknown value is an em dash, never 0.
/// </summary>
public static class Formatting
{
    /// <summary>Stands for an unknown value.</summary>
    public const string Unknown = "—";

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>The number, or null where it is none: JSON has no infinity, and a column of numbers should hold none.</summary>
    internal static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    /// <summary>A fraction as a percentage: two decimals below 10 %, one from there on, e.g. <c>0.42 %</c>, <c>12.5 %</c>.</summary>
    /// <param name="fraction">A fraction (0.1 is 10 %), or null.</param>
    /// <returns>The text.</returns>
    public static string Percent(double? fraction) =>
        fraction is { } value && double.IsFinite(value) ? Scaled(value, PercentDecimals(value)) + " %" : Unknown;

    /// <summary>The ends of an interval of fractions as percentages, e.g. <c>0.20–0.70 %</c>.</summary>
    /// <param name="interval">Ends as fractions, or null.</param>
    /// <returns>The text.</returns>
    public static string PercentInterval(Core.Results.Interval? interval)
    {
        if (interval is not { } ends || !double.IsFinite(ends.Low) || !double.IsFinite(ends.High))
        {
            return Unknown;
        }

        int decimals = PercentDecimals(ends.Low);
        return Scaled(ends.Low, decimals) + "–" + Scaled(ends.High, decimals) + " %";
    }

    /// <summary>A fraction per thousand: two decimals below 10, one from there on, e.g. <c>4.21 ‰</c>.</summary>
    /// <param name="fraction">A fraction (0.001 is 1 ‰), or null.</param>
    /// <returns>The text.</returns>
    public static string PerThousand(double? fraction) =>
        fraction is { } value && double.IsFinite(value) ? Scaled(10 * value, PercentDecimals(10 * value)) + " ‰" : Unknown;

    /// <summary>The ends of an interval of fractions per thousand, e.g. <c>2.05–7.00 ‰</c>.</summary>
    /// <param name="interval">Ends as fractions, or null.</param>
    /// <returns>The text.</returns>
    public static string PerThousandInterval(Core.Results.Interval? interval)
    {
        if (interval is not { } ends || !double.IsFinite(ends.Low) || !double.IsFinite(ends.High))
        {
            return Unknown;
        }

        int decimals = PercentDecimals(10 * ends.Low);
        return Scaled(10 * ends.Low, decimals) + "–" + Scaled(10 * ends.High, decimals) + " ‰";
    }

    /// <summary>
    /// A ratio of times (RTF or RTFx) to 3 significant digits, e.g. <c>0.213</c>, <c>4.70</c>. It carries no label: the
    /// caller always says whether it is RTF or RTFx.
    /// </summary>
    /// <param name="ratio">The ratio, or null.</param>
    /// <returns>The text.</returns>
    public static string Ratio(double? ratio) => ratio is { } value && double.IsFinite(value) ? Significant(value, 3) : Unknown;

    /// <summary>A time to 3 significant digits: in milliseconds below one second, else in seconds, e.g. <c>312 ms</c>, <c>1.25 s</c>.</summary>
    /// <param name="seconds">Seconds, or null.</param>
    /// <returns>The text.</returns>
    public static string Seconds(double? seconds) => seconds switch
    {
        { } value when !double.IsFinite(value) => Unknown,
        { } value when Math.Abs(value) < 0.9995 => Significant(value * 1000, 3) + " ms",
        { } value => Significant(value, 3) + " s",
        null => Unknown,
    };

    /// <summary>A long time, e.g. <c>42 s</c>, <c>12.5 min</c>, <c>3.40 h</c>.</summary>
    /// <param name="seconds">Seconds.</param>
    /// <returns>The text.</returns>
    public static string Duration(double seconds) => seconds switch
    {
        < 60 => Seconds(seconds),
        < 3600 => Significant(seconds / 60, 3) + " min",
        _ => Significant(seconds / 3600, 3) + " h",
    };

    /// <summary>A whole number with thousands separated, e.g. <c>1,204</c>.</summary>
    /// <param name="count">The number, or null.</param>
    /// <returns>The text.</returns>
    public static string Count(long? count) => count?.ToString("N0", Invariant) ?? Unknown;

    /// <summary>A number of things with its noun, e.g. <c>1 take</c>, <c>1,204 takes</c>.</summary>
    /// <param name="count">The number.</param>
    /// <param name="singular">The noun for one thing.</param>
    /// <param name="plural">The noun for other numbers; the singular with an <c>s</c> when null.</param>
    /// <returns>The text.</returns>
    public static string Count(long count, string singular, string? plural = null) =>
        Count(count) + " " + (count == 1 ? singular : plural ?? singular + "s");

    /// <summary>Memory or file size in binary units to 3 significant digits, e.g. <c>92.4 MiB</c>.</summary>
    /// <param name="bytes">Bytes, or null.</param>
    /// <returns>The text.</returns>
    public static string Bytes(long? bytes)
    {
        if (bytes is not { } value)
        {
            return Unknown;
        }

        string[] units = ["B", "KiB", "MiB", "GiB", "TiB"];
        double scaled = value;
        int unit = 0;
        while (scaled >= 1000 && unit < units.Length - 1)
        {
            scaled /= 1024;
            unit++;
        }

        return (unit == 0 ? value.ToString(Invariant) : Significant(scaled, 3)) + " " + units[unit];
    }

    /// <summary>A level in decibels relative to full scale, e.g. <c>-23.0 dBFS</c>.</summary>
    /// <param name="decibels">The level, or null for digital silence.</param>
    /// <returns>The text.</returns>
    public static string Level(double? decibels) => decibels is { } value ? value.ToString("F1", Invariant) + " dBFS" : Unknown;

    /// <summary>A date and time in UTC to the second, e.g. <c>2026-03-04 05:06:07 UTC</c>.</summary>
    /// <param name="time">The time.</param>
    /// <returns>The text.</returns>
    public static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", Invariant);

    /// <summary>A number rounded to significant digits, without an exponent.</summary>
    /// <param name="value">A finite number.</param>
    /// <param name="digits">Significant digits, 1 to 15.</param>
    /// <returns>The text.</returns>
    internal static string Significant(double value, int digits)
    {
        if (value == 0)
        {
            return "0";
        }

        // by way of the scientific form, because rounding may carry into the next power of ten (0.9996 → 1.00)
        string scientific = value.ToString("E" + (digits - 1).ToString(Invariant), Invariant);
        int exponent = int.Parse(scientific.AsSpan(scientific.IndexOf('E', StringComparison.Ordinal) + 1), NumberStyles.AllowLeadingSign, Invariant);
        double rounded = double.Parse(scientific, NumberStyles.Float, Invariant);
        return rounded.ToString("F" + Math.Max(0, digits - 1 - exponent).ToString(Invariant), Invariant);
    }

    private static int PercentDecimals(double fraction) => Math.Abs(fraction) < 0.09995 ? 2 : 1;

    private static string Scaled(double fraction, int decimals) =>
        (fraction * 100).ToString(decimals == 2 ? "F2" : "F1", Invariant);
}
