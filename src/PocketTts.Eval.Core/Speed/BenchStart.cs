namespace PocketTts.Eval.Core.Speed;

/// <summary>What starting costs, over several new processes. Files are in the system's cache, as after any first use.</summary>
/// <param name="ProcessCount">Processes started.</param>
/// <param name="FirstAudioSeconds">Start of the process to its first sound (a recognizer: to its first transcript), in seconds.</param>
/// <param name="LoadSeconds">Loading the model in the process, files read and hashed, in seconds.</param>
/// <param name="FirstTakeSeconds">Wall time of the first take of a process, in seconds.</param>
/// <param name="SecondTakeSeconds">Wall time of the same text spoken once more.</param>
/// <param name="LoadedMemoryBytes">Working set after the first take in the last process, in bytes.</param>
public sealed record BenchStart(
    int ProcessCount, SpeedQuantity? FirstAudioSeconds, SpeedQuantity? LoadSeconds, SpeedQuantity? FirstTakeSeconds, SpeedQuantity? SecondTakeSeconds, long? LoadedMemoryBytes);
