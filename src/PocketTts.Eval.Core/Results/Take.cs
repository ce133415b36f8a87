using System.Collections.Immutable;
using PocketTts.Eval.Core.Corpora;

namespace PocketTts.Eval.Core.Results;

/// <summary>The facts of one planned take, as the journal holds them.</summary>
public sealed record Take
{
    /// <summary>Which take.</summary>
    public required TakeKey Key { get; init; }

    /// <summary>The text it was to speak.</summary>
    public required Utterance Utterance { get; init; }

    /// <summary>Seed the engine was given, or null for an engine that uses none.</summary>
    public long? Seed { get; init; }

    /// <summary>What was measured, or null when the synthesis failed or has not happened.</summary>
    public SynthesisFacts? Synthesis { get; init; }

    /// <summary>Why the synthesis failed, or null.</summary>
    public TakeFailure? SynthesisFailure { get; init; }

    /// <summary>What the recognizers made of it; at most one entry a recognizer.</summary>
    public ImmutableArray<RecognizedTake> Recognitions { get; init; } = [];

    /// <summary>All that failed: the synthesis, or recognizers in the order of <see cref="Recognitions"/>.</summary>
    public IEnumerable<TakeFailure> Failures => Recognitions.Select(r => r.Failure).Prepend(SynthesisFailure).OfType<TakeFailure>();

    /// <summary>True when neither sound nor failure is recorded: the run ended before this take.</summary>
    public bool IsMissing => Synthesis is null && SynthesisFailure is null;
}
