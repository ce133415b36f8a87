namespace PocketTts.Eval.Runs.Machine;

/// <summary>One cache as the first processor sees it.</summary>
/// <param name="Level">1 is nearest to the core.</param>
/// <param name="Kind"><c>data</c>, <c>instruction</c> or <c>unified</c>.</param>
/// <param name="SizeBytes">Size of one such cache in bytes.</param>
/// <param name="SharedByThreadCount">Logical processors that share it; null when unknown.</param>
public sealed record CpuCache(int Level, string Kind, long SizeBytes, int? SharedByThreadCount);
