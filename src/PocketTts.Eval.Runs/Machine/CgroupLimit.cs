using System.Globalization;

namespace PocketTts.Eval.Runs.Machine;

/// <summary>Reads processor limits of control groups; pure.</summary>
internal static class CgroupLimit
{
    /// <summary>Processors that the text of a version 2 <c>cpu.max</c> allows, e.g. <c>150000 100000</c> → 1.5.</summary>
    /// <returns>Null for no limit (<c>max</c>) and for text that is not of that form.</returns>
    public static double? ParseCpuMax(string text)
    {
        string[] parts = text.Split((char[])[' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        return parts.Length is 1 or 2 ? Ratio(parts[0], parts.Length == 2 ? parts[1] : "100000") : null;
    }

    /// <summary>Processors that version 1 files allow.</summary>
    /// <param name="quota">Text of <c>cpu.cfs_quota_us</c>; -1 means no limit.</param>
    /// <param name="period">Text of <c>cpu.cfs_period_us</c>.</param>
    public static double? ParseQuota(string quota, string period) => Ratio(quota.Trim(), period.Trim());

    /// <summary>Path of this process's group in the version 2 hierarchy from the text of <c>/proc/self/cgroup</c>, e.g. <c>/user.slice</c>.</summary>
    /// <returns>Null when it is in none.</returns>
    public static string? ParsePath(string text) =>
        text.Split('\n').FirstOrDefault(l => l.StartsWith("0::/", StringComparison.Ordinal))?[3..].TrimEnd();

    private static double? Ratio(string quota, string period) =>
        long.TryParse(quota, NumberStyles.None, CultureInfo.InvariantCulture, out long q)
        && long.TryParse(period, NumberStyles.None, CultureInfo.InvariantCulture, out long p)
        && q > 0
        && p > 0
            ? (double)q / p
            : null;
}
