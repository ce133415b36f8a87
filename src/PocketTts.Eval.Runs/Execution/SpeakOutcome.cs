using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Runs.Execution;

/// <summary>What came of an attempt at a take.</summary>
internal abstract record SpeakOutcome;

/// <summary>The take has sound.</summary>
/// <param name="Facts">What was measured; the hash of the sound is left empty for whoever stores it.</param>
/// <param name="Wav">The sound as a whole 16-bit WAV file.</param>
internal sealed record SpokenOutcome(SynthesisFacts Facts, byte[] Wav) : SpeakOutcome
{
    /// <summary>When which piece of the sound came; empty when the engine handed none on.</summary>
    public ImmutableArray<ChunkArrival> Chunks { get; init; } = [];
}

/// <summary>The take has none.</summary>
/// <param name="Reason">Stable identifier in kebab case.</param>
/// <param name="Message">One sentence.</param>
/// <param name="Kind">Whose fault it is: decides on another attempt.</param>
internal sealed record FailedOutcome(string Reason, string Message, FailureKind Kind) : SpeakOutcome;

/// <summary>What a failed attempt says about the next one.</summary>
internal enum FailureKind
{
    /// <summary>The engine said no, or its sound is none: it would say so again.</summary>
    Answer,

    /// <summary>It took too long: another attempt would cost as much.</summary>
    TimeOut,

    /// <summary>The process that spoke is gone.</summary>
    Death,
}
