namespace PocketTts.Eval.Runs.Machine;

/// <summary>How busy the computer is. Unknown is null: only Linux tells.</summary>
/// <param name="LoadAverage1Minute">Runnable and waiting tasks, mean over a minute.</param>
/// <param name="LoadAverage5Minutes">The same over five minutes.</param>
/// <param name="CpuPressurePercent">Share of the last 10 s in which a task waited for a processor (pressure stall, <c>some avg10</c>), in percent.</param>
/// <param name="StealTicks">Ticks since boot that the hypervisor gave to others.</param>
/// <param name="TotalTicks">All ticks since boot, over all processors.</param>
/// <param name="BusyTicks">Of these, ticks in which something of this system ran.</param>
/// <param name="OwnTicks">Ticks of this process and of all that it started.</param>
public sealed record SystemLoad(
    double? LoadAverage1Minute, double? LoadAverage5Minutes, double? CpuPressurePercent, long? StealTicks, long? TotalTicks, long? BusyTicks = null, long? OwnTicks = null)
{
    /// <summary>Share of processor time that the hypervisor took between two readings, in percent; null when unknown or no time passed.</summary>
    /// <param name="before">The earlier reading.</param>
    /// <param name="after">The later reading.</param>
    public static double? StealPercent(SystemLoad before, SystemLoad after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return after.TotalTicks - before.TotalTicks is long total and > 0 && after.StealTicks - before.StealTicks is long steal and >= 0
            ? 100.0 * steal / total
            : null;
    }

    /// <summary>Share of processor time that other programs used between two readings, in percent; null when unknown or no time passed.</summary>
    /// <param name="before">The earlier reading.</param>
    /// <param name="after">The later reading.</param>
    public static double? OthersPercent(SystemLoad before, SystemLoad after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);

        // the two counts are not taken in the same moment: a little below 0 is 0
        return after.TotalTicks - before.TotalTicks is long total and > 0 && after.BusyTicks - before.BusyTicks is long busy && after.OwnTicks - before.OwnTicks is long own
            ? Math.Max(0, 100.0 * (busy - own) / total)
            : null;
    }
}
