using PocketTts.Eval.Runs.Execution;

namespace PocketTts.Eval.Runs.Machine;

/// <summary>Looks at this computer in full. Complete on Linux; elsewhere topology, caches, rates and load are unknown.</summary>
public static class MachineInspector
{
    private const string Root = "/sys/devices/system";

    /// <summary>Looks.</summary>
    /// <param name="time">The clock that timings are taken with.</param>
    /// <param name="host">The tool and the computer as runs record them.</param>
    /// <returns>The facts, without calibration.</returns>
    public static MachineDetails Inspect(TimeProvider time, RunHost host)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(host);
        var hardware = new LinuxHardware(Root);
        bool isLinux = OperatingSystem.IsLinux();
        return new MachineDetails
        {
            ToolVersion = host.ToolVersion,
            Machine = host.Machine,
            Topology = isLinux ? hardware.Topology() : new CpuTopology(null, null, null),
            Caches = isLinux ? hardware.Caches() : [],
            Frequency = isLinux ? hardware.Frequency(SystemFiles.Text("/proc/cpuinfo")) : new CpuFrequency(null, null, null),
            Clock = new ClockFacts(isLinux ? hardware.ClockSource() : null, 1e9 / time.TimestampFrequency, ObservedStep(time)),
            Load = ReadLoad(),
            Packages = host.Packages,
        };
    }

    /// <summary>How busy the computer is now.</summary>
    public static SystemLoad ReadLoad() => SystemLoadParser.Parse(
        SystemFiles.Text("/proc/loadavg"), SystemFiles.Text("/proc/pressure/cpu"), SystemFiles.Text("/proc/stat")) with
    {
        OwnTicks = OperatingSystem.IsLinux() ? new ProcessTree("/proc").Ticks(Environment.ProcessId) : null,
    };

    private static double ObservedStep(TimeProvider time)
    {
        long smallest = long.MaxValue;
        long last = time.GetTimestamp();
        for (int i = 0; i < 10_000; i++)
        {
            long now = time.GetTimestamp();
            if (now > last)
            {
                smallest = Math.Min(smallest, now - last);
            }

            last = now;
        }

        return smallest == long.MaxValue ? double.PositiveInfinity : smallest * 1e9 / time.TimestampFrequency;
    }
}
