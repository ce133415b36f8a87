namespace PocketTts.Eval.Runs.Machine;

/// <summary>The clock that all wall times are taken with.</summary>
/// <param name="Source">Linux clock source, e.g. <c>tsc</c>; null when unknown.</param>
/// <param name="TickNanoseconds">Length of one tick of the timestamp counter.</param>
/// <param name="ObservedStepNanoseconds">Smallest step above zero seen between consecutive readings: what the clock really resolves.</param>
public sealed record ClockFacts(string? Source, double TickNanoseconds, double ObservedStepNanoseconds);
