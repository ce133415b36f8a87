namespace PocketTts.Eval.Runs.Bench;

/// <summary>How far a bench is.</summary>
/// <param name="Phase">What is done: <c>starting</c>, <c>timing</c>, <c>checking</c>.</param>
/// <param name="Done">Takes done in this phase.</param>
/// <param name="Total">Takes of this phase; null when it goes by time.</param>
public readonly record struct BenchProgress(string Phase, int Done, int? Total);
