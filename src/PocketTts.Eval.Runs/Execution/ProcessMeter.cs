using System.Diagnostics;

namespace PocketTts.Eval.Runs.Execution;

/// <summary>The real process.</summary>
/// <param name="collectsGarbage">
/// Whether garbage is collected before memory is read: the runtime lets it grow to the size of the processor's largest cache, which looks like a leak for hundreds of takes.
/// </param>
internal sealed class ProcessMeter(bool collectsGarbage = false) : IProcessMeter
{
    /// <inheritdoc/>
    public TimeSpan CpuTime => Environment.CpuUsage.TotalTime;

    /// <inheritdoc/>
    public long MemoryBytes
    {
        get
        {
            if (collectsGarbage)
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
                GC.WaitForPendingFinalizers();
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            }

            return Environment.WorkingSet;
        }
    }

    /// <inheritdoc/>
    public long? PeakMemoryBytes
    {
        get
        {
            using Process process = Process.GetCurrentProcess();
            return process.PeakWorkingSet64 is > 0 and long peak ? peak : null;
        }
    }
}
