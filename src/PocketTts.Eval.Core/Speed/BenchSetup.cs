using System.Collections.Immutable;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Core.Speed;

/// <summary>One thing that is timed: a system or a recognizer with its threads.</summary>
public sealed record BenchSetup
{
    /// <summary>Name in tables; unique within a bench.</summary>
    public required string Id { get; init; }

    /// <summary>Name without the threads: set-ups that differ in threads only share it.</summary>
    public required string SystemId { get; init; }

    /// <summary>Written form, without folders.</summary>
    public required string Spec { get; init; }

    /// <summary>True for a recognizer, false for a synthesizer.</summary>
    public required bool IsRecognizer { get; init; }

    /// <summary>Engine name.</summary>
    public required string Engine { get; init; }

    /// <summary>Version of our implementation of the engine.</summary>
    public required string EngineVersion { get; init; }

    /// <summary>Voice, or null.</summary>
    public string? Voice { get; init; }

    /// <summary>Threads of one synthesis or transcription.</summary>
    public required int ThreadCount { get; init; }

    /// <summary>True when there are more threads than processors: they wait for each other.</summary>
    public bool IsOversubscribed { get; init; }

    /// <summary>What <see cref="BenchTake.UnitCount"/> counts, in the plural: frames, phonemes, tokens, …</summary>
    public required string Unit { get; init; }

    /// <summary>True when equal requests give equal sound.</summary>
    public bool IsDeterministic { get; init; }

    /// <summary>Model files.</summary>
    public ImmutableArray<ModelFile> Files { get; init; } = [];
}
