using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Core.Speed;

/// <summary>The computer of a bench, and how steady it was. Unknown is null.</summary>
public sealed record BenchMachine
{
    /// <summary>What timings are compared by.</summary>
    public required MachineRecord Record { get; init; }

    /// <summary>Processor packages.</summary>
    public int? SocketCount { get; init; }

    /// <summary>Physical cores.</summary>
    public int? CoreCount { get; init; }

    /// <summary>Largest clock rate in MHz.</summary>
    public double? MaximumMegahertz { get; init; }

    /// <summary>Linux frequency governor.</summary>
    public string? Governor { get; init; }

    /// <summary>Clock source of the timings.</summary>
    public string? ClockSource { get; init; }

    /// <summary>Smallest step of that clock seen, in nanoseconds.</summary>
    public double? ClockStepNanoseconds { get; init; }

    /// <summary>Load average over a minute before the bench.</summary>
    public double? LoadBefore { get; init; }

    /// <summary>Load average over a minute after it: the bench itself included.</summary>
    public double? LoadAfter { get; init; }

    /// <summary>Share of the 10 s before in which work waited for a processor, in percent.</summary>
    public double? PressureBeforePercent { get; init; }

    /// <summary>The same after it: the bench itself included.</summary>
    public double? PressureAfterPercent { get; init; }

    /// <summary>Share of the processor time that other programs used meanwhile, in percent.</summary>
    public double? OthersPercent { get; init; }

    /// <summary>Share of processor time that the hypervisor took meanwhile, in percent.</summary>
    public double? StealPercent { get; init; }

    /// <summary>One thread's matrix product before the bench, in 10⁹ operations a second.</summary>
    public double? GigaflopsBefore { get; init; }

    /// <summary>The same after it.</summary>
    public double? GigaflopsAfter { get; init; }

    /// <summary>One thread's reading of memory before the bench, in 10⁹ bytes a second.</summary>
    public double? ReadGigabytesPerSecond { get; init; }

    /// <summary>Standard deviation ÷ mean of a fixed piece of work of 50 ms before the bench: the noise floor.</summary>
    public double? NoiseBefore { get; init; }

    /// <summary>The same after it.</summary>
    public double? NoiseAfter { get; init; }

    /// <summary>Why the timings are marked noisy; empty when the computer was quiet.</summary>
    public ImmutableArray<string> NoiseReasons { get; init; } = [];

    /// <summary>True when there is a reason.</summary>
    public bool IsNoisy => !NoiseReasons.IsEmpty;
}
