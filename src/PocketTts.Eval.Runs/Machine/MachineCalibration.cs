using System.Collections.Immutable;

namespace PocketTts.Eval.Runs.Machine;

/// <summary>
/// A short measurement of the computer itself, so that a reader can judge what a timing from it is worth. Single thread. The kernels
/// are this tool's own plain ones: they compare computers, they do not show what the hardware could do at best.
/// </summary>
public sealed record MachineCalibration
{
    /// <summary>Largest coefficient of variation (standard deviation ÷ mean) of the fixed kernel at which a computer counts as quiet: 0.10, what one busy process on an otherwise idle shared two-processor machine showed.</summary>
    public const double NoiseLimit = 0.10;

    /// <summary>Largest share of time taken by the hypervisor, in percent, at which a computer counts as quiet.</summary>
    public const double StealLimitPercent = 2;

    /// <summary>Largest pressure stall before the measurement, in percent, at which a computer counts as quiet.</summary>
    public const double PressureLimitPercent = 10;

    /// <summary>Multiplications and additions of 256 × 256 single-precision matrices, in 10⁹ a second: median over the repetitions.</summary>
    public required double MatrixGigaflopsPerSecond { get; init; }

    /// <summary>Reading 64 MiB in order, in 10⁹ bytes a second: median over the repetitions.</summary>
    public required double ReadGigabytesPerSecond { get; init; }

    /// <summary>Repetitions of the matrix product.</summary>
    public required int RepetitionCount { get; init; }

    /// <summary>Standard deviation ÷ mean of the time of the matrix product over blocks of 50 ms: the noise floor of this computer for work as long as a short take.</summary>
    public required double NoiseCoefficient { get; init; }

    /// <summary>Share of processor time that the hypervisor took meanwhile, in percent; null when unknown.</summary>
    public double? StealPercent { get; init; }

    /// <summary>Pressure stall before the measurement, in percent; null when unknown.</summary>
    public double? PressurePercent { get; init; }

    /// <summary>False for a debug build of this tool, whose kernels are several times slower: its figures must not be compared.</summary>
    public required bool IsOptimizedBuild { get; init; }

    /// <summary>Why timings of this moment should be marked <c>noisy</c>; empty on a quiet computer.</summary>
    public ImmutableArray<string> NoiseReasons =>
    [
        .. Reason(NoiseCoefficient > NoiseLimit, $"blocks of 50 ms of the same work took times that vary by {100 * NoiseCoefficient:0.#} % (limit {100 * NoiseLimit:0} %)"),
        .. Reason(StealPercent > StealLimitPercent, $"the hypervisor took {StealPercent:0.#} % of the processor time (limit {StealLimitPercent:0} %)"),
        .. Reason(PressurePercent > PressureLimitPercent, $"other work waited for a processor in {PressurePercent:0.#} % of the time before (limit {PressureLimitPercent:0} %)"),
    ];

    /// <summary>True when a limit is exceeded.</summary>
    public bool IsNoisy => !NoiseReasons.IsEmpty;

    private static IEnumerable<string> Reason(bool holds, FormattableString text) => holds ? [FormattableString.Invariant(text)] : [];
}
