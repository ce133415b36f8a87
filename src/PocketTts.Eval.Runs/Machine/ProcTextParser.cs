using System.Globalization;

namespace PocketTts.Eval.Runs.Machine;

/// <summary>Reads small texts of a Linux system; pure.</summary>
internal static class ProcTextParser
{
    /// <summary>Total memory in bytes from the text of <c>/proc/meminfo</c>.</summary>
    /// <returns>Null when the line is missing or not of the known form.</returns>
    public static long? MemoryBytes(string memInfo)
    {
        foreach (string line in memInfo.Split('\n'))
        {
            string[] parts = line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (parts is ["MemTotal:", var amount, "kB"])
            {
                return long.TryParse(amount, NumberStyles.None, CultureInfo.InvariantCulture, out long kilobytes) ? kilobytes * 1024 : null;
            }
        }

        return null;
    }

    /// <summary>Name and version of the system from the text of <c>/etc/os-release</c>: <c>PRETTY_NAME</c>, or <c>NAME</c> and <c>VERSION_ID</c>.</summary>
    /// <returns>Null when neither is there.</returns>
    public static string? OperatingSystem(string osRelease)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string line in osRelease.Split('\n'))
        {
            int sign = line.IndexOf('=', StringComparison.Ordinal);
            if (sign > 0 && line[0] != '#')
            {
                string value = line[(sign + 1)..].Trim();
                bool isQuoted = value.Length >= 2 && value[0] is '"' or '\'' && value[^1] == value[0];
                values[line[..sign].Trim()] = isQuoted ? value[1..^1] : value;
            }
        }

        return values.GetValueOrDefault("PRETTY_NAME") is { Length: > 0 } pretty ? pretty
            : values.GetValueOrDefault("NAME") is { Length: > 0 } name ? $"{name} {values.GetValueOrDefault("VERSION_ID")}".Trim()
            : null;
    }

    /// <summary>What runs between us and the hardware.</summary>
    /// <param name="cpuFlags">Flags of <c>/proc/cpuinfo</c>.</param>
    /// <param name="kernelVersion">Text of <c>/proc/version</c>.</param>
    /// <param name="vendor">Text of <c>/sys/class/dmi/id/sys_vendor</c>.</param>
    /// <param name="hasDockerMark">True when <c>/.dockerenv</c> exists.</param>
    /// <param name="cgroup">Text of <c>/proc/self/cgroup</c>.</param>
    /// <returns>Parts joined by <c>, </c>, container first, e.g. <c>docker, hypervisor (QEMU)</c>; null when nothing was recognized.</returns>
    public static string? Virtualization(IEnumerable<string> cpuFlags, string kernelVersion, string vendor, bool hasDockerMark, string cgroup)
    {
        var parts = new List<string>();
        if (hasDockerMark || cgroup.Contains("docker", StringComparison.Ordinal))
        {
            parts.Add("docker");
        }
        else if (cgroup.Contains("kubepods", StringComparison.Ordinal))
        {
            parts.Add("kubernetes");
        }
        else if (cgroup.Contains("/lxc/", StringComparison.Ordinal))
        {
            parts.Add("lxc");
        }

        if (kernelVersion.Contains("microsoft", StringComparison.OrdinalIgnoreCase))
        {
            parts.Add("wsl");
        }
        else if (cpuFlags.Contains("hypervisor", StringComparer.Ordinal))
        {
            string name = vendor.Trim();
            parts.Add(name.Length is > 0 and <= 64 ? $"hypervisor ({name})" : "hypervisor");
        }

        return parts.Count == 0 ? null : string.Join(", ", parts);
    }
}
