using System.Globalization;

namespace PocketTts.Eval.Runs.Plan;

/// <summary>Amounts of memory and disk as people write them.</summary>
public static class ByteSize
{
    private static readonly (string Unit, double Bytes)[] s_units =
        [("KiB", 1024), ("MiB", 1 << 20), ("GiB", 1 << 30), ("TiB", 1L << 40), ("kB", 1e3), ("MB", 1e6), ("GB", 1e9), ("TB", 1e12), ("B", 1)];

    /// <summary>Reads an amount: a number and a unit (<c>kB MB GB TB KiB MiB GiB TiB B</c>, any case), or bytes without a unit.</summary>
    /// <param name="text">The text, e.g. <c>4 GB</c>.</param>
    /// <param name="bytes">The amount, rounded to whole bytes.</param>
    /// <returns>False when the text is no amount below 8 EiB.</returns>
    public static bool TryParse(string text, out long bytes)
    {
        ArgumentNullException.ThrowIfNull(text);
        string number = text.Trim();
        double factor = 1;
        foreach ((string unit, double unitBytes) in s_units)
        {
            if (number.EndsWith(unit, StringComparison.OrdinalIgnoreCase))
            {
                (number, factor) = (number[..^unit.Length].TrimEnd(), unitBytes);
                break;
            }
        }

        bytes = 0;
        if (!double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double amount) || amount * factor >= long.MaxValue)
        {
            return false;
        }

        bytes = (long)Math.Round(amount * factor);
        return true;
    }

    /// <summary>Writes an amount with three digits and a decimal unit, e.g. <c>1.25 GB</c>.</summary>
    /// <param name="bytes">The amount, 0 or more.</param>
    /// <returns>The text.</returns>
    public static string Format(long bytes)
    {
        (double amount, string unit) = bytes switch
        {
            < 1_000 => (bytes, "B"),
            < 1_000_000 => (bytes / 1e3, "kB"),
            < 1_000_000_000 => (bytes / 1e6, "MB"),
            < 1_000_000_000_000 => (bytes / 1e9, "GB"),
            _ => (bytes / 1e12, "TB"),
        };
        string digits = unit == "B" || amount >= 100 ? "F0" : amount >= 10 ? "F1" : "F2";
        return $"{amount.ToString(digits, CultureInfo.InvariantCulture)} {unit}";
    }
}
