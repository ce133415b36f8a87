using System.Collections.Immutable;
using PocketTts.Eval.Core.Speed;
using PocketTts.Eval.Runs.Machine;

namespace PocketTts.Eval.Runs.Bench;

/// <summary>Says what a computer was like during a bench, and whether its timings are to be marked noisy.</summary>
internal static class NoiseJudge
{
    /// <summary>Largest share of processor time that other programs may use meanwhile, in percent: what services of an idle system use is below 1.</summary>
    public const double OthersLimitPercent = 5;

    /// <summary>Largest load average before the bench, as a share of the processors; asked only where the system does not tell its pressure.</summary>
    public const double LoadLimit = .5;

    /// <summary>Largest change of the fixed work's speed from before to after.</summary>
    private const double ChangeLimit = .10;

    /// <summary>Puts what was read before and after together.</summary>
    public static BenchMachine Judge(BenchComputer computer, SystemLoad loadBefore, SystemLoad loadAfter, MachineCalibration? before, MachineCalibration? after)
    {
        MachineDetails details = computer.Details;
        double? steal = SystemLoad.StealPercent(loadBefore, loadAfter);
        double? others = SystemLoad.OthersPercent(loadBefore, loadAfter);
        double? change = before is null || after is null ? null : (after.MatrixGigaflopsPerSecond / before.MatrixGigaflopsPerSecond) - 1;
        int processors = details.Machine.UsableCpuCount;
        return new BenchMachine
        {
            Record = details.Machine,
            SocketCount = details.Topology.SocketCount,
            CoreCount = details.Topology.CoreCount,
            MaximumMegahertz = details.Frequency.MaximumMegahertz,
            Governor = details.Frequency.Governor,
            ClockSource = details.Clock.Source,
            ClockStepNanoseconds = double.IsFinite(details.Clock.ObservedStepNanoseconds) ? details.Clock.ObservedStepNanoseconds : null,
            LoadBefore = loadBefore.LoadAverage1Minute,
            LoadAfter = loadAfter.LoadAverage1Minute,
            PressureBeforePercent = loadBefore.CpuPressurePercent,
            PressureAfterPercent = loadAfter.CpuPressurePercent,
            OthersPercent = others,
            StealPercent = steal,
            GigaflopsBefore = before?.MatrixGigaflopsPerSecond,
            GigaflopsAfter = after?.MatrixGigaflopsPerSecond,
            ReadGigabytesPerSecond = before?.ReadGigabytesPerSecond,
            NoiseBefore = before?.NoiseCoefficient,
            NoiseAfter = after?.NoiseCoefficient,
            NoiseReasons =
            [
                // what the hypervisor took in a second and a half says less than what it took of all the time
                .. (before is null ? [] : (steal is null ? before : before with { StealPercent = null }).NoiseReasons).Select(r => $"before: {r}"),

                // the bench itself is what others waited for then
                .. (after is null ? [] : (after with { PressurePercent = null, StealPercent = steal is null ? after.StealPercent : null }).NoiseReasons).Select(r => $"after: {r}"),
                // the average remembers work that ended minutes ago: pressure, and what others used meanwhile, say more
                .. Reason(loadBefore.CpuPressurePercent is null && loadBefore.LoadAverage1Minute > LoadLimit * processors, $"the load average was {loadBefore.LoadAverage1Minute:0.##} before, on {processors} processors (limit {LoadLimit * processors:0.#})"),
                .. Reason(others > OthersLimitPercent, $"other programs used {others:0.#} % of the processor time meanwhile (limit {OthersLimitPercent:0} %)"),
                .. Reason(steal > MachineCalibration.StealLimitPercent, $"the hypervisor took {steal:0.#} % of the processor time meanwhile (limit {MachineCalibration.StealLimitPercent:0} %)"),
                .. Reason(change > ChangeLimit || change < -ChangeLimit, $"the same work was {100 * Math.Abs(change ?? 0):0} % {(change > 0 ? "faster" : "slower")} after than before (limit {100 * ChangeLimit:0} %)"),
                // one that sleeps or is stopped holds its lock, too: what was used decides where it is known
                .. Reason(computer.OthersRun() && !(others <= OthersLimitPercent), $"a run of this tool was going on"),
            ],
        };
    }

    private static ImmutableArray<string> Reason(bool holds, FormattableString text) => holds ? [FormattableString.Invariant(text)] : [];
}
