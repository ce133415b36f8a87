using System.Collections.Immutable;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Process;

/// <summary>What an adapter answered to a request.</summary>
/// <param name="Audio">The sound.</param>
/// <param name="FirstAudioTimestamp">Timestamp of the arrival of the first sample, or null when the sound came in one piece.</param>
/// <param name="ChunkCount">Pieces of sound, at least 1.</param>
/// <param name="Phonemes">Phonemes as the adapter gives them, or null.</param>
/// <param name="EngineSeconds">What the engine says it took in seconds, or null.</param>
/// <param name="Warnings">What the adapter wants to have said.</param>
internal sealed record SpokenAudio(
    Waveform Audio, long? FirstAudioTimestamp = null, int ChunkCount = 1, string? Phonemes = null, double? EngineSeconds = null, ImmutableArray<TakeWarning> Warnings = default);
