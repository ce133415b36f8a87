namespace PocketTts.Eval.Core.Results;

/// <summary>A stretch of a sound.</summary>
/// <param name="StartSeconds">Start from the beginning of the sound.</param>
/// <param name="DurationSeconds">Length.</param>
public readonly record struct AudioStretch(double StartSeconds, double DurationSeconds);
