namespace PocketTts.Eval.Core.Results;

/// <summary>A place where the engine joined two pieces of sound.</summary>
/// <param name="AtSeconds">Where, from the beginning of the sound.</param>
/// <param name="Jump">Step between the two samples at the join divided by the largest step in the 5 ms on either side; above 1 it stands out. Null when there is no sound on either side.</param>
/// <param name="LevelChangeDb">RMS of the 50 ms behind the join over that of the 50 ms before it, in dB; null when either is silent.</param>
public readonly record struct AudioJoin(double AtSeconds, double? Jump, double? LevelChangeDb);
