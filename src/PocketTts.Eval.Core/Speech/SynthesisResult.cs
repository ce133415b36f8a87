using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Speech;

/// <summary>What one synthesis gave.</summary>
public sealed record SynthesisResult
{
    /// <summary>The sound; may be empty or broken: judging that is the harness's work, not the engine's.</summary>
    public required Waveform Audio { get; init; }

    /// <summary>What was cut, dropped, replaced or limited while speaking.</summary>
    public ImmutableArray<TakeWarning> Warnings { get; init; } = [];

    /// <summary>Phonemes as fed to the model, when the engine has such a step; null otherwise.</summary>
    public string? Phonemes { get; init; }

    /// <summary>Phonemes, tokens or frames the model worked through (see the engine's documentation), or null.</summary>
    public int? UnitCount { get; init; }

    /// <summary>Pieces the text was split into; at least 1.</summary>
    public int ChunkCount { get; init; } = 1;

    /// <summary>First sample of each piece in <see cref="Audio"/>, ascending from 0, so that the joins can be looked at; empty when the engine does not tell.</summary>
    public ImmutableArray<int> ChunkStarts { get; init; } = [];

    /// <summary>The engine's own measurements; null (default) when the caller's count.</summary>
    public SynthesisTiming? Timing { get; init; }
}
