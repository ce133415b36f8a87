namespace PocketTts.Eval.Core.Speed;

/// <summary>How the same takes of two runs differ: quantized models sound different on processors with other instructions.</summary>
/// <param name="SystemId">Name of the system.</param>
/// <param name="First">Fingerprint of the first computer.</param>
/// <param name="Second">Fingerprint of the second.</param>
/// <param name="CommonTakes">Takes that have sound in both: same text, repeat, seed, engine, settings and model files.</param>
/// <param name="EqualTakes">Of these, takes whose sounds are equal byte for byte.</param>
/// <param name="MedianDistanceDecibels">Of the others, the median distance of their spectra; null without others.</param>
/// <param name="LargestDistanceDecibels">The largest.</param>
/// <param name="OtherVerdicts">Takes of which something else is said: another fault, severity, or verdict of a word.</param>
/// <param name="JudgedTakes">Takes of which something is said in both.</param>
public sealed record SoundDifference(
    string SystemId, string First, string Second, int CommonTakes, int EqualTakes, double? MedianDistanceDecibels, double? LargestDistanceDecibels, int OtherVerdicts, int JudgedTakes);
