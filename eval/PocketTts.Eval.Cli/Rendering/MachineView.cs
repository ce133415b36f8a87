using System.Globalization;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Runs.Machine;

namespace PocketTts.Eval.Cli.Rendering;

/// <summary>Writes a computer's facts as lines of a label and a value; what is unknown is said to be.</summary>
internal static class MachineView
{
    /// <summary>Writes.</summary>
    public static void Write(MachineDetails details, TextWriter output)
    {
        foreach ((string label, string value) in Rows(details))
        {
            output.WriteLine($"{label,-15}{value}");
        }
    }

    private static IEnumerable<(string Label, string Value)> Rows(MachineDetails details)
    {
        MachineRecord machine = details.Machine;
        CpuTopology topology = details.Topology;
        yield return ("fingerprint", machine.Fingerprint);
        yield return ("processor", machine.CpuBrand ?? "unknown");
        yield return ("identity", machine.CpuIdentity is { } identity ? $"{identity} (vendor family/model/stepping)" : "unknown");
        yield return ("layout", $"{Text(topology.SocketCount)} sockets, {Text(topology.CoreCount)} cores, {Text(topology.ThreadCount ?? machine.LogicalCpuCount)} threads; {Text(machine.UsableCpuCount)} usable by this process");
        yield return ("caches", details.Caches.IsEmpty ? "unknown" : string.Join(", ", details.Caches.Select(Cache)));
        yield return ("instructions", machine.InstructionSets.IsEmpty ? "unknown" : string.Join(' ', machine.InstructionSets));
        yield return ("frequency", $"{Text(details.Frequency.CurrentMegahertz)} MHz now, {Text(details.Frequency.MaximumMegahertz)} MHz at most, governor {details.Frequency.Governor ?? "unknown"}");
        yield return ("memory", machine.MemoryBytes is { } bytes ? Text(bytes / 1073741824.0) + " GiB" : "unknown");
        yield return ("system", $"{machine.OperatingSystem}, {machine.Architecture}");
        yield return ("virtualization", machine.Virtualization ?? "none recognized");
        yield return ("runtime", string.Join(", ", details.Packages.Select(p => $"{p.Key} {p.Value}").Prepend(machine.Runtime)));
        yield return ("tool", details.ToolVersion);
        yield return ("clock", $"{details.Clock.Source ?? "unknown source"}, tick {Text(details.Clock.TickNanoseconds)} ns, smallest step seen {Text(details.Clock.ObservedStepNanoseconds)} ns");
        yield return ("load", $"{Text(details.Load.LoadAverage1Minute)} (1 min), {Text(details.Load.LoadAverage5Minutes)} (5 min), CPU pressure {Text(details.Load.CpuPressurePercent)} %");
        if (details.Calibration is { } calibration)
        {
            yield return ("matrix product", $"{Text(calibration.MatrixGigaflopsPerSecond)} GFLOP/s (one thread, 256 x 256, own kernel{(calibration.IsOptimizedBuild ? string.Empty : "; a debug build: several times too low")})");
            yield return ("memory read", $"{Text(calibration.ReadGigabytesPerSecond)} GB/s (one thread, 64 MiB in order)");
            yield return ("steadiness", $"blocks of 50 ms of equal work vary by {Text(100 * calibration.NoiseCoefficient)} % ({calibration.RepetitionCount} repetitions); {Text(calibration.StealPercent)} % taken by the hypervisor");
            yield return ("verdict", calibration.IsNoisy ? $"noisy: {string.Join("; ", calibration.NoiseReasons)}" : "quiet enough to measure");
        }
    }

    private static string Cache(CpuCache cache) =>
        $"L{cache.Level} {cache.Kind} {(cache.SizeBytes >= 1 << 20 ? Text(cache.SizeBytes / 1048576.0) + " MiB" : Text(cache.SizeBytes / 1024.0) + " KiB")}"
        + (cache.SharedByThreadCount is > 1 and var shared ? $" shared by {shared}" : string.Empty);

    private static string Text(double? value) => value?.ToString("0.##", CultureInfo.InvariantCulture) ?? "?";
}
