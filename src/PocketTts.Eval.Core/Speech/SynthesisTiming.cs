namespace PocketTts.Eval.Core.Speech;

/// <summary>
/// What an engine measured itself, where the caller's clock and meter would say something else: another process made the sound,
/// a server asked to wait first, or the sound was there already. Replaces all of the caller's figures; null is unknown.
/// </summary>
public sealed record SynthesisTiming
{
    /// <summary>Of sound that was not made now: nothing is measured.</summary>
    public static SynthesisTiming None { get; } = new();

    /// <summary>Wall time from sending the request to the last sample in seconds; null when the sound was not made now.</summary>
    public double? WallSeconds { get; init; }

    /// <summary>Wall time from sending the request to the first sample in seconds, or null.</summary>
    public double? FirstAudioSeconds { get; init; }

    /// <summary>Processor time of whatever made the sound in seconds, or null.</summary>
    public double? CpuSeconds { get; init; }

    /// <summary>Memory of whatever made the sound after the take in bytes, or null.</summary>
    public long? ProcessMemoryBytes { get; init; }

    /// <summary>False when <see cref="WallSeconds"/> holds more than speaking, e.g. the first take of a process that had to be started again.</summary>
    public bool IsEligible { get; init; } = true;
}
