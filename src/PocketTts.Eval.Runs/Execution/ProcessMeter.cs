namespace PocketTts.Eval.Runs.Execution;

/// <summary>The real process.</summary>
internal sealed class ProcessMeter : IProcessMeter
{
    /// <inheritdoc/>
    public TimeSpan CpuTime => Environment.CpuUsage.TotalTime;

    /// <inheritdoc/>
    public long MemoryBytes => Environment.WorkingSet;
}
