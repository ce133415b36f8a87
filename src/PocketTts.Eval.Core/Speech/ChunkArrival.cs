namespace PocketTts.Eval.Core.Speech;

/// <summary>A piece of sound as it came from a synthesizer.</summary>
/// <param name="Seconds">Wall time from the request to its arrival.</param>
/// <param name="SampleCount">Samples in it, at least 1.</param>
public readonly record struct ChunkArrival(double Seconds, int SampleCount);
