using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Runs.Workers;

/// <summary>What a run and its workers say to each other; see <see cref="WorkerWire"/> for its form. Both ends are the same program, so there are no versions.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(LoadMessage), "load")]
[JsonDerivedType(typeof(WarmUpMessage), "warm-up")]
[JsonDerivedType(typeof(SpeakMessage), "speak")]
[JsonDerivedType(typeof(LoadRecognizerMessage), "load-recognizer")]
[JsonDerivedType(typeof(HearMessage), "hear")]
[JsonDerivedType(typeof(CancelMessage), "cancel")]
[JsonDerivedType(typeof(BeatMessage), "beat")]
[JsonDerivedType(typeof(LoadedMessage), "loaded")]
[JsonDerivedType(typeof(LoadFailedMessage), "load-failed")]
[JsonDerivedType(typeof(WarmMessage), "warm")]
[JsonDerivedType(typeof(SpokenMessage), "spoken")]
[JsonDerivedType(typeof(RecognizerLoadedMessage), "recognizer-loaded")]
[JsonDerivedType(typeof(HeardMessage), "heard")]
[JsonDerivedType(typeof(FailedMessage), "failed")]
[JsonDerivedType(typeof(CancelledMessage), "cancelled")]
internal abstract record WorkerMessage;

/// <summary>To a worker, first of all: be this system.</summary>
internal sealed record LoadMessage(string Id, string Spec) : WorkerMessage;

/// <summary>To a worker: speak this untimed and forget it.</summary>
internal sealed record WarmUpMessage(SynthesisRequest Request) : WorkerMessage;

/// <summary>To a worker: speak this.</summary>
internal sealed record SpeakMessage(SynthesisRequest Request) : WorkerMessage;

/// <summary>To a worker: give up what you are doing. Answered by <see cref="CancelledMessage"/>, or by the result when that was quicker.</summary>
internal sealed record CancelMessage : WorkerMessage;

/// <summary>From a worker that is busy, every second: it lives.</summary>
internal sealed record BeatMessage : WorkerMessage;

/// <summary>From a worker: the system is loaded.</summary>
/// <param name="Info">What it is.</param>
/// <param name="LoadSeconds">Wall time of loading in the worker.</param>
/// <param name="MemoryBytes">Working set afterwards.</param>
internal sealed record LoadedMessage(SynthesizerInfo Info, double LoadSeconds, long MemoryBytes) : WorkerMessage;

/// <summary>From a worker: the system cannot be loaded.</summary>
/// <param name="Problems">One line each.</param>
/// <param name="IsFault">True when the engine threw something that is no answer to the user's input.</param>
internal sealed record LoadFailedMessage(ImmutableArray<string> Problems, bool IsFault) : WorkerMessage;

/// <summary>From a worker: the warm-up is over.</summary>
/// <param name="Problem">Why it failed, or null.</param>
/// <param name="MemoryBytes">Working set afterwards.</param>
internal sealed record WarmMessage(string? Problem, long MemoryBytes) : WorkerMessage;

/// <summary>From a worker: spoken. The WAV file follows as payload; its hash is left to the receiver.</summary>
internal sealed record SpokenMessage(SynthesisFacts Facts) : WorkerMessage
{
    /// <summary>When which piece of the sound came.</summary>
    public ImmutableArray<ChunkArrival> Chunks { get; init; } = [];
}

/// <summary>From a worker: the take failed.</summary>
internal sealed record FailedMessage(string Reason, string Message) : WorkerMessage;

/// <summary>From a worker: given up as told.</summary>
internal sealed record CancelledMessage : WorkerMessage;

/// <summary>To a worker, in place of <see cref="LoadMessage"/>: be this recognizer.</summary>
internal sealed record LoadRecognizerMessage(string Id) : WorkerMessage;

/// <summary>To a worker that is a recognizer: transcribe the WAV file that follows as payload.</summary>
internal sealed record HearMessage : WorkerMessage;

/// <summary>From a worker: the recognizer is loaded.</summary>
/// <param name="Info">What it is.</param>
/// <param name="LoadSeconds">Wall time of loading in the worker.</param>
internal sealed record RecognizerLoadedMessage(RecognizerInfo Info, double LoadSeconds) : WorkerMessage;

/// <summary>From a worker: transcribed.</summary>
/// <param name="Facts">What was heard and how long it took.</param>
internal sealed record HeardMessage(HearingFacts Facts) : WorkerMessage;
