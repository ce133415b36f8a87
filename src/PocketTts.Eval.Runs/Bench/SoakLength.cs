using System.Globalization;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Runs.Bench;

/// <summary>How long a long session is.</summary>
/// <param name="Takes">Takes, or null when it goes by time.</param>
/// <param name="Time">Time, or null when it goes by takes.</param>
public sealed record SoakLength(int? Takes, TimeSpan? Time)
{
    private const int MostTakes = 1_000_000;

    /// <summary>Reads a number of takes (<c>200</c>) or a time (<c>90s</c>, <c>30m</c>, <c>2h</c>).</summary>
    /// <exception cref="InputException">It is neither.</exception>
    public static SoakLength Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string trimmed = text.Trim();
        if (int.TryParse(trimmed, NumberStyles.None, CultureInfo.InvariantCulture, out int takes) && takes is >= 2 and <= MostTakes)
        {
            return new SoakLength(takes, null);
        }

        double? unit = trimmed.Length < 2 ? null : trimmed[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => null };
        return unit is not null
            && double.TryParse(trimmed.AsSpan(0, trimmed.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
            && number > 0
            && number * unit.Value <= TimeSpan.FromDays(30).TotalSeconds
                ? new SoakLength(null, TimeSpan.FromSeconds(number * unit.Value))
                : throw new InputException($"found '{text}'", field: "--soak", expected: "a number of takes from 2, e.g. 300, or a time, e.g. 90s, 30m, 2h");
    }
}
