using System.Collections.Immutable;

namespace PocketTts.Eval.Runs.Machine;

/// <summary>Reads the text of <c>/proc/cpuinfo</c>; pure.</summary>
internal static class ProcCpuInfoParser
{
    /// <summary>Parses the text. Lines without a colon are skipped; the first processor decides.</summary>
    public static CpuInfo Parse(string text)
    {
        var first = new Dictionary<string, string>(StringComparer.Ordinal);
        int count = 0;
        foreach (string line in text.Split('\n'))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
            {
                continue;
            }

            string key = line[..colon].Trim();
            string value = line[(colon + 1)..].Trim();
            count += key == "processor" ? 1 : 0;
            if (value.Length > 0)
            {
                first.TryAdd(key, value);
            }
        }

        string? flags = first.GetValueOrDefault("flags") ?? first.GetValueOrDefault("Features");
        return new CpuInfo(
            first.GetValueOrDefault("model name") ?? first.GetValueOrDefault("Model"),
            Identity(first),
            count == 0 ? null : count,
            flags is null ? [] : [.. flags.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
    }

    private static string? Identity(Dictionary<string, string> first)
    {
        if (first.TryGetValue("vendor_id", out string? vendor)
            && first.TryGetValue("cpu family", out string? family)
            && first.TryGetValue("model", out string? model))
        {
            return $"{vendor} {family}/{model}/{first.GetValueOrDefault("stepping", "?")}";
        }

        return first.TryGetValue("CPU implementer", out string? implementer) && first.TryGetValue("CPU part", out string? part)
            ? $"{implementer}/{first.GetValueOrDefault("CPU variant", "?")}/{part}/{first.GetValueOrDefault("CPU revision", "?")}"
            : null;
    }
}
