using System.Collections.Immutable;
using System.Globalization;

namespace PocketTts.Eval.Runs.Machine;

/// <summary>Reads topology, caches and clock rates from <c>/sys/devices/system</c>.</summary>
/// <param name="root">That folder; another one in tests.</param>
internal sealed class LinuxHardware(string root)
{
    /// <summary>Packages, cores and threads from <c>cpu/cpu*/topology</c>.</summary>
    public CpuTopology Topology()
    {
        var sockets = new HashSet<string>(StringComparer.Ordinal);
        var cores = new HashSet<string>(StringComparer.Ordinal);
        int threads = 0;
        foreach (string cpu in SystemFiles.Folders(Path.Combine(root, "cpu"), "cpu*"))
        {
            // cpufreq and cpuidle lie in the same folder
            if (!Path.GetFileName(cpu).AsSpan(3).ContainsAnyExceptInRange('0', '9')
                && SystemFiles.Line(Path.Combine(cpu, "topology", "physical_package_id")) is { } package
                && SystemFiles.Line(Path.Combine(cpu, "topology", "core_id")) is { } core)
            {
                threads++;
                sockets.Add(package);
                cores.Add($"{package}/{core}");
            }
        }

        return threads == 0 ? new CpuTopology(null, null, null) : new CpuTopology(sockets.Count, cores.Count, threads);
    }

    /// <summary>Caches of the first processor, nearest first.</summary>
    public ImmutableArray<CpuCache> Caches()
    {
        var caches = ImmutableArray.CreateBuilder<CpuCache>();
        foreach (string folder in SystemFiles.Folders(Path.Combine(root, "cpu", "cpu0", "cache"), "index*"))
        {
            if (int.TryParse(SystemFiles.Line(Path.Combine(folder, "level")), NumberStyles.None, CultureInfo.InvariantCulture, out int level)
                && SystemFiles.Line(Path.Combine(folder, "type")) is { } kind
                && Bytes(SystemFiles.Line(Path.Combine(folder, "size"))) is { } size)
            {
                caches.Add(new CpuCache(level, kind.ToLowerInvariant(), size, CountList(SystemFiles.Line(Path.Combine(folder, "shared_cpu_list")))));
            }
        }

        return [.. caches.OrderBy(c => c.Level).ThenBy(c => c.Kind, StringComparer.Ordinal)];
    }

    /// <summary>Clock rates from <c>cpufreq</c>, else the rate of <c>/proc/cpuinfo</c>.</summary>
    /// <param name="cpuInfo">Text of <c>/proc/cpuinfo</c>.</param>
    public CpuFrequency Frequency(string cpuInfo)
    {
        string folder = Path.Combine(root, "cpu", "cpu0", "cpufreq");
        return new CpuFrequency(
            Kilohertz(Path.Combine(folder, "scaling_cur_freq")) ?? CpuInfoMegahertz(cpuInfo),
            Kilohertz(Path.Combine(folder, "cpuinfo_max_freq")),
            SystemFiles.Line(Path.Combine(folder, "scaling_governor")));
    }

    /// <summary>Name of the clock source in use.</summary>
    public string? ClockSource() => SystemFiles.Line(Path.Combine(root, "clocksource", "clocksource0", "current_clocksource"));

    /// <summary>Bytes of a size such as <c>48K</c>.</summary>
    internal static long? Bytes(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        int shift = text[^1] switch { 'K' => 10, 'M' => 20, 'G' => 30, _ => 0 };
        ReadOnlySpan<char> digits = shift == 0 ? text : text.AsSpan(0, text.Length - 1);
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value <= long.MaxValue >> shift ? value << shift : null;
    }

    /// <summary>Processors of a list such as <c>0-3,8</c>.</summary>
    internal static int? CountList(string? text)
    {
        int count = 0;
        foreach (string part in text?.Split(',') ?? [])
        {
            string[] ends = part.Split('-');
            if (ends.Length > 2
                || !int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out int first)
                || !int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int last)
                || last < first)
            {
                return null;
            }

            count += last - first + 1;
        }

        return count == 0 ? null : count;
    }

    private static double? Kilohertz(string path) =>
        long.TryParse(SystemFiles.Line(path), NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value > 0 ? value / 1000.0 : null;

    private static double? CpuInfoMegahertz(string cpuInfo)
    {
        string? line = cpuInfo.Split('\n').FirstOrDefault(l => l.StartsWith("cpu MHz", StringComparison.Ordinal));
        return double.TryParse(line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) && value > 0
            ? value
            : null;
    }
}
