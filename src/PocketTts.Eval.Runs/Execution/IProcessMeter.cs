namespace PocketTts.Eval.Runs.Execution;

/// <summary>What the operating system says of this process.</summary>
internal interface IProcessMeter
{
    /// <summary>User and system time of all threads since the process started.</summary>
    TimeSpan CpuTime { get; }

    /// <summary>Memory in use (working set) in bytes.</summary>
    long MemoryBytes { get; }

    /// <summary>Largest working set since the process started, in bytes; null where the system does not say.</summary>
    long? PeakMemoryBytes { get; }
}
