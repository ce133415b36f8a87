namespace PocketTts.Eval.Core.Speed;

/// <summary>One timed take. Unknown is null.</summary>
public sealed record BenchTake
{
    /// <summary>Id of the set-up (<see cref="BenchSetup.Id"/>).</summary>
    public required string SetupId { get; init; }

    /// <summary>Id of the text.</summary>
    public required string TextId { get; init; }

    /// <summary>Words of the text, at least 1.</summary>
    public required int WordCount { get; init; }

    /// <summary>Length class of the text: 1, 5, 15, 40 or 120 words in the shipped corpus.</summary>
    public required int LengthClass { get; init; }

    /// <summary>Zero-based round.</summary>
    public required int Round { get; init; }

    /// <summary>Zero-based place in the order of all timed takes.</summary>
    public required int Place { get; init; }

    /// <summary>What the timing is worth.</summary>
    public BenchOutcome Outcome { get; init; }

    /// <summary>Why it does not count, in kebab case; null when it does.</summary>
    public string? Reason { get; init; }

    /// <summary>Wall time from the call to the last sample or word, in seconds.</summary>
    public double? WallSeconds { get; init; }

    /// <summary>Processor time of the worker meanwhile (user and system, all threads: core-seconds).</summary>
    public double? CpuSeconds { get; init; }

    /// <summary>Length of the sound in seconds.</summary>
    public double? AudioSeconds { get; init; }

    /// <summary>Length of the sound without silence, in seconds.</summary>
    public double? SpeechSeconds { get; init; }

    /// <summary>Frames, phonemes or tokens the model worked through (<see cref="BenchSetup.Unit"/>).</summary>
    public int? UnitCount { get; init; }

    /// <summary>Wall time to the first piece of sound in seconds.</summary>
    public double? FirstAudioSeconds { get; init; }

    /// <summary>Silence that the sound begins with, in seconds.</summary>
    public double? LeadingSilenceSeconds { get; init; }

    /// <summary>Pieces that the sound came in; 1 means that nothing could be heard before all was made.</summary>
    public int? ChunkCount { get; init; }

    /// <summary>How it would have played while being made.</summary>
    public Playback? Playback { get; init; }

    /// <summary>Working set of the worker afterwards in bytes.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Largest working set since the worker started, in bytes.</summary>
    public long? PeakMemoryBytes { get; init; }

    /// <summary>SHA-256 of the sound as a 16-bit WAV file.</summary>
    public string? AudioSha256 { get; init; }

    /// <summary>Words that a recognizer did not find in the sound; null when none listened.</summary>
    public int? LostWords { get; init; }

    /// <summary>Words that were heard, of a recognizer's take.</summary>
    public int? HeardWords { get; init; }

    /// <summary>Synthesis or transcription time ÷ audio time.</summary>
    public double? Rtf => WallSeconds is { } wall && AudioSeconds is > 0 and { } audio ? wall / audio : null;
}
