using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Speech;

/// <summary>What a ready synthesizer is: everything that changes its sound, and what it can do.</summary>
public sealed record SynthesizerInfo
{
    /// <summary>Engine name, e.g. <c>kokoro</c>.</summary>
    public required string Engine { get; init; }

    /// <summary>Version of our implementation of the engine; raised whenever equal input may sound different.</summary>
    public required string EngineVersion { get; init; }

    /// <summary>Voice, blend or prompt as resolved, or null for an engine without voices.</summary>
    public string? Voice { get; init; }

    /// <summary>Rate of the sound it makes, in samples per second.</summary>
    public required int SampleRateHz { get; init; }

    /// <summary>
    /// True when equal takes give equal bytes on one machine whatever the seed: the engine uses no random numbers.
    /// Takes of one pair are then one observation (DESIGN rule 10).
    /// </summary>
    public required bool IsDeterministic { get; init; }

    /// <summary>True when the engine uses the seed it is given; otherwise no seed is recorded.</summary>
    public required bool UsesSeed { get; init; }

    /// <summary>
    /// True when the sound was made before and is only looked up, by corpus, utterance and repeat: it is never timed, needs no
    /// warm-up, and the utterance is part of the take's key.
    /// </summary>
    public bool UsesExistingAudio { get; init; }

    /// <summary>Threads one synthesis uses for model arithmetic, at least 1.</summary>
    public required int ThreadCount { get; init; }

    /// <summary>Every setting that changes the sound (resolved defaults included), by name. Part of the take's key.</summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Model and voice files in use. Their hashes are part of the take's key.</summary>
    public ImmutableArray<ModelFile> Files { get; init; } = [];

    /// <summary>Things the user should know that hold for every take, e.g. that a graph gives different sound on other CPUs.</summary>
    public ImmutableArray<TakeWarning> Warnings { get; init; } = [];
}
