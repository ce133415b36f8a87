using System.Globalization;

namespace PocketTts.Eval.Runs.Machine;

/// <summary>Reads what Linux says of its load; pure. Text that is not of the known form gives null.</summary>
internal static class SystemLoadParser
{
    private static readonly char[] s_blanks = [' ', '\t', '\n', '\r'];

    /// <summary>Puts the three texts together.</summary>
    /// <param name="loadAverage">Text of <c>/proc/loadavg</c>.</param>
    /// <param name="pressure">Text of <c>/proc/pressure/cpu</c>.</param>
    /// <param name="stat">Text of <c>/proc/stat</c>.</param>
    public static SystemLoad Parse(string loadAverage, string pressure, string stat)
    {
        string[] averages = loadAverage.Split(s_blanks, StringSplitOptions.RemoveEmptyEntries);
        (long? steal, long? total, long? busy) = Ticks(stat);
        return new SystemLoad(
            averages.Length >= 3 ? Number(averages[0]) : null,
            averages.Length >= 3 ? Number(averages[1]) : null,
            Pressure(pressure),
            steal,
            total,
            busy);
    }

    private static double? Pressure(string text)
    {
        const string Mark = "avg10=";
        string? some = text.Split('\n').FirstOrDefault(l => l.StartsWith("some ", StringComparison.Ordinal));
        string? field = some?.Split(' ').FirstOrDefault(f => f.StartsWith(Mark, StringComparison.Ordinal));
        return field is null ? null : Number(field[Mark.Length..]);
    }

    // ticks in which a processor ran for somebody here: not idle (4), waiting for a device (5) or taken by the hypervisor (8)
    // cpu  user nice system idle iowait irq softirq steal guest guest_nice: guest time is part of user time already
    private static (long? Steal, long? Total, long? Busy) Ticks(string stat)
    {
        string? line = stat.Split('\n').FirstOrDefault(l => l.StartsWith("cpu ", StringComparison.Ordinal));
        string[] fields = line?.Split(s_blanks, StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (fields.Length < 9)
        {
            return (null, null, null);
        }

        long total = 0;
        long busy = 0;
        long steal = 0;
        for (int i = 1; i <= 8; i++)
        {
            if (!long.TryParse(fields[i], NumberStyles.None, CultureInfo.InvariantCulture, out steal))
            {
                return (null, null, null);
            }

            total += steal;
            busy += i is 4 or 5 or 8 ? 0 : steal;
        }

        return (steal, total, busy);
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) ? value : null;
}
