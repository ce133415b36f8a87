using System.Globalization;
using System.Text.RegularExpressions;
using PocketTts.Eval.Core.Gating;
using PocketTts.Eval.Core.Gating.Figures;

namespace PocketTts.Eval.Runs.Gating;

/// <summary>Reads limits: a number with its unit, so that 5 % cannot be taken for 5 or for 500 %.</summary>
internal static partial class LimitText
{
    /// <summary>Reads the value of a key.</summary>
    /// <param name="metric">The metric it limits.</param>
    /// <param name="key"><c>max</c>, <c>min</c>, <c>max-increase</c> or <c>max-decrease</c>.</param>
    /// <param name="text">What was written.</param>
    /// <returns>The limit, or what is wrong and what was expected.</returns>
    public static (GateLimit? Limit, string? Problem, string? Expected) Parse(Metric metric, string key, string text)
    {
        bool isChange = key is "max-increase" or "max-decrease";
        string expected = isChange ? ExpectedChange(metric) : Expected(metric.Unit);
        Match match = NumberAndUnit().Match(text.Trim());
        if (!match.Success
            || !double.TryParse(match.Groups[1].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            || !double.IsFinite(number))
        {
            return (null, $"found '{text}'", expected);
        }

        if (number < 0)
        {
            return (null, $"found '{text}', below 0", expected);
        }

        string unit = Blanks().Replace(match.Groups[2].Value.Trim(), " ").Replace("1,000", "1000", StringComparison.Ordinal);
        string written = $"{key}: {text.Trim()}";
        if (isChange && (unit == "% of baseline" || (unit == "%" && metric.Unit != MetricUnit.Percent)))
        {
            return (new GateLimit(GateLimitKind.WorseningShare, number / 100, written), null, null);
        }

        if (Scale(metric.Unit, unit, isChange) is not { } scale)
        {
            return (null, unit.Length == 0 ? $"found '{text}' without a unit" : $"found '{text}' in another unit", expected);
        }

        GateLimitKind kind = key switch
        {
            "max" => GateLimitKind.AtMost,
            "min" => GateLimitKind.AtLeast,
            _ => GateLimitKind.Worsening,
        };
        return (new GateLimit(kind, number * scale, written), null, null);
    }

    // natural value of one written unit
    private static double? Scale(MetricUnit unit, string written, bool isChange)
    {
        if (unit == MetricUnit.Percent)
        {
            return isChange ? written is "point" or "points" ? .01 : null : written == "%" ? .01 : null;
        }

        if (unit == MetricUnit.PerThousandWords)
        {
            return written == "per 1000 words" ? .001 : null;
        }

        if (unit == MetricUnit.Seconds)
        {
            return written switch { "s" => 1, "ms" => .001, _ => null };
        }

        if (unit == MetricUnit.Mebibytes)
        {
            return written switch { "MiB" => 1 << 20, "GiB" => 1 << 30, _ => null };
        }

        return unit == MetricUnit.Words ? written is "word" or "words" ? 1 : null : written.Length == 0 ? 1 : null;
    }

    private static string Expected(MetricUnit unit) =>
        unit == MetricUnit.Percent ? "a share, for example 5 %"
        : unit == MetricUnit.PerThousandWords ? "for example 10 per 1000 words"
        : unit == MetricUnit.Seconds ? "a time, for example 0.8 s or 800 ms"
        : unit == MetricUnit.Mebibytes ? "memory, for example 900 MiB or 1.5 GiB"
        : unit == MetricUnit.Words ? "for example 3 words"
        : "a plain ratio, for example 0.9";

    private static string ExpectedChange(Metric metric) =>
        metric.Unit == MetricUnit.Percent ? "a difference, for example 0.5 points, or a share, for example 10 % of baseline"
        : metric.Unit == MetricUnit.Ratio ? "a share of the baseline, for example 5 %"
        : $"a share of the baseline, for example 5 %, or a difference, {Expected(metric.Unit)}";

    [GeneratedRegex(@"^([+-]?[0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?)\s*(\D.*)?$")]
    private static partial Regex NumberAndUnit();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
