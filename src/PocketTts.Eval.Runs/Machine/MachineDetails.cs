using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Runs.Machine;

/// <summary>Everything that is known of a computer at one moment. Nothing in it names the computer or a user.</summary>
public sealed record MachineDetails
{
    /// <summary>Version of this tool with the commit it was built from.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>What timings are compared by, fingerprint included.</summary>
    public required MachineRecord Machine { get; init; }

    /// <summary>Packages, cores, threads.</summary>
    public required CpuTopology Topology { get; init; }

    /// <summary>Caches of the first processor, nearest first; empty when unknown.</summary>
    public required ImmutableArray<CpuCache> Caches { get; init; }

    /// <summary>Clock rates.</summary>
    public required CpuFrequency Frequency { get; init; }

    /// <summary>The clock.</summary>
    public required ClockFacts Clock { get; init; }

    /// <summary>How busy the computer was when it was looked at.</summary>
    public required SystemLoad Load { get; init; }

    /// <summary>Versions of the packages that decide speed, by name.</summary>
    public ImmutableSortedDictionary<string, string> Packages { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>What the computer did in a fixed measurement; null when it was not asked for.</summary>
    public MachineCalibration? Calibration { get; init; }
}
