namespace PocketTts.Eval.Runs.Machine;

/// <summary>How the processors of a computer are put together. Unknown is null.</summary>
/// <param name="SocketCount">Processor packages.</param>
/// <param name="CoreCount">Physical cores of all packages.</param>
/// <param name="ThreadCount">Logical processors of all packages.</param>
public sealed record CpuTopology(int? SocketCount, int? CoreCount, int? ThreadCount);
