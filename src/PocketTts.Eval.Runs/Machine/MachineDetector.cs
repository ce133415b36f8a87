using System.Globalization;
using System.Runtime.InteropServices;
using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Runs.Machine;

/// <summary>
/// Finds out about this computer. Complete on Linux; on Windows and macOS what the runtime, the processor, environment variables and
/// <c>sysctl</c> tell (never tried on a real one), the rest unknown. No name of a computer or user is read.
/// </summary>
public static class MachineDetector
{
    /// <summary>Looks at this computer and this process's limits.</summary>
    /// <returns>The record.</returns>
    public static MachineRecord Detect()
    {
        MachineRecord machine = OperatingSystem.IsLinux() ? DetectLinux() : DetectOther();
        return machine with { Fingerprint = MachineFingerprint.Compute(machine) };
    }

    private static MachineRecord DetectLinux()
    {
        CpuInfo cpu = ProcCpuInfoParser.Parse(SystemFiles.Text("/proc/cpuinfo"));
        string cgroup = SystemFiles.Text("/proc/self/cgroup");
        double? limit = CgroupLimit.ParseCpuMax(SystemFiles.Text($"/sys/fs/cgroup{CgroupLimit.ParsePath(cgroup)?.TrimEnd('/')}/cpu.max"))
            ?? CgroupLimit.ParseCpuMax(SystemFiles.Text("/sys/fs/cgroup/cpu.max"))
            ?? CgroupLimit.ParseQuota(SystemFiles.Text("/sys/fs/cgroup/cpu/cpu.cfs_quota_us"), SystemFiles.Text("/sys/fs/cgroup/cpu/cpu.cfs_period_us"));
        return Common() with
        {
            CpuBrand = cpu.Brand,
            CpuIdentity = cpu.Identity,
            LogicalCpuCount = cpu.LogicalCount,
            // the runtime's count knows affinity and, where it finds it, the group's limit, both rounded up
            UsableCpuCount = Math.Min(Environment.ProcessorCount, limit is { } l ? Math.Max(1, (int)Math.Ceiling(l)) : int.MaxValue),
            InstructionSets = InstructionSets.FromFlags(cpu.Flags),
            MemoryBytes = ProcTextParser.MemoryBytes(SystemFiles.Text("/proc/meminfo")),
            OperatingSystem = ProcTextParser.OperatingSystem(SystemFiles.Text("/etc/os-release")) is { } name ? $"{name}, kernel {Environment.OSVersion.Version}" : RuntimeInformation.OSDescription,
            Virtualization = ProcTextParser.Virtualization(
                cpu.Flags, SystemFiles.Text("/proc/version"), SystemFiles.Text("/sys/class/dmi/id/sys_vendor"), File.Exists("/.dockerenv"), cgroup),
        };
    }

    private static MachineRecord DetectOther()
    {
        // Windows describes the processor in variables, macOS by name; x64 processors tell their own
        string? identifier = Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        int? logical = int.TryParse(Environment.GetEnvironmentVariable("NUMBER_OF_PROCESSORS"), NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : null;
        return Common() with
        {
            CpuBrand = CpuIdRegisters.Brand() ?? MacSystem.Text("machdep.cpu.brand_string"),
            CpuIdentity = string.IsNullOrWhiteSpace(identifier) ? CpuIdRegisters.Identity() : identifier.Trim(),
            LogicalCpuCount = logical ?? (int?)MacSystem.Number("hw.logicalcpu"),
            InstructionSets = InstructionSets.FromRuntime(),
            MemoryBytes = MacSystem.Number("hw.memsize") ?? Common().MemoryBytes,
        };
    }

    private static MachineRecord Common() => new()
    {
        UsableCpuCount = Environment.ProcessorCount,
        OperatingSystem = RuntimeInformation.OSDescription,
        Architecture = RuntimeInformation.ProcessArchitecture.ToString(),
        Runtime = RuntimeInformation.FrameworkDescription,
        MemoryBytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes is > 0 and var bytes ? bytes : null,
        Fingerprint = string.Empty,
    };
}
