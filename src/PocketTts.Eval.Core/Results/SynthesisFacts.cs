using System.Collections.Immutable;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Core.Results;

/// <summary>What was measured while a take was spoken.</summary>
public sealed record SynthesisFacts
{
    /// <summary>SHA-256 of the stored 16-bit WAV file; its name in <c>audio/</c>.</summary>
    public required string AudioSha256 { get; init; }

    /// <summary>Samples per second of the stored audio.</summary>
    public required int SampleRateHz { get; init; }

    /// <summary>Length of the stored audio in seconds.</summary>
    public required double AudioSeconds { get; init; }

    /// <summary><see cref="Source"/> of a take that another run made.</summary>
    public const string CacheSource = "cache";

    /// <summary>Where the sound comes from when it was not made in this run, e.g. <see cref="CacheSource"/>; null otherwise.</summary>
    public string? Source { get; init; }

    /// <summary>Wall time from the call to the last sample, in seconds; null when the sound was not made in this run.</summary>
    public double? WallSeconds { get; init; }

    /// <summary>Processor time (user and system, all threads of the process) in seconds, or null when not measured.</summary>
    public double? CpuSeconds { get; init; }

    /// <summary>Wall time to the first non-empty piece of sound in seconds, or null when not measured.</summary>
    public double? FirstAudioSeconds { get; init; }

    /// <summary>False when the timing must not be used: warm-up, cached, or other work ran at the same time (DESIGN rule 4).</summary>
    public required bool IsTimingEligible { get; init; }

    /// <summary>Largest absolute sample before conversion to 16 bit; above 1 the stored sound is clipped.</summary>
    public required double Peak { get; init; }

    /// <summary>Root mean square level of the whole take in dB relative to full scale (1.0); null for digital silence.</summary>
    public double? LevelDbfs { get; init; }

    /// <summary>Silences, clicks, loudness and the like; null in runs of tools that did not look.</summary>
    public AudioFacts? Audio { get; init; }

    /// <summary>Working set of the process after the take in bytes, or null when not measured.</summary>
    public long? ProcessMemoryBytes { get; init; }

    /// <summary>Largest working set of the process since it started, loading included, in bytes, or null when not measured.</summary>
    public long? ProcessPeakMemoryBytes { get; init; }

    /// <summary>Phonemes as fed to the model, or null.</summary>
    public string? Phonemes { get; init; }

    /// <summary>Phonemes, tokens or frames the model worked through, or null.</summary>
    public int? UnitCount { get; init; }

    /// <summary>Pieces the text was split into.</summary>
    public int ChunkCount { get; init; } = 1;

    /// <summary>What the engine wants to have said.</summary>
    public ImmutableArray<TakeWarning> Warnings { get; init; } = [];
}
