using System.Diagnostics;

namespace PocketTts.Eval.Runs.Execution;

/// <summary>The real process.</summary>
internal sealed class ProcessMeter : IProcessMeter
{
    /// <inheritdoc/>
    public TimeSpan CpuTime => Environment.CpuUsage.TotalTime;

    /// <inheritdoc/>
    public long MemoryBytes => Environment.WorkingSet;

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
