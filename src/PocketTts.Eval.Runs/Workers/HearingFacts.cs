namespace PocketTts.Eval.Runs.Workers;

/// <summary>What was measured while a recognizer listened.</summary>
/// <param name="Text">What it wrote.</param>
/// <param name="TokenCount">Tokens it wrote; null when it has none.</param>
/// <param name="AudioSeconds">Length of the sound in seconds.</param>
/// <param name="WallSeconds">Wall time from the call to the transcript, in seconds.</param>
/// <param name="CpuSeconds">Processor time of the process meanwhile (user and system, all threads).</param>
/// <param name="MemoryBytes">Working set afterwards.</param>
/// <param name="PeakMemoryBytes">Largest working set since the process started; null when unknown.</param>
internal sealed record HearingFacts(string Text, int? TokenCount, double AudioSeconds, double WallSeconds, double CpuSeconds, long MemoryBytes, long? PeakMemoryBytes);
