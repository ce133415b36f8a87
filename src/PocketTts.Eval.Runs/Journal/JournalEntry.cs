using System.Text.Json.Serialization;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Runs.Journal;

/// <summary>One fact of a run: one line of a journal.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(SynthesizedEntry), "synthesized")]
[JsonDerivedType(typeof(SynthesisFailedEntry), "synthesis-failed")]
[JsonDerivedType(typeof(RetriedEntry), "retried")]
[JsonDerivedType(typeof(TranscribedEntry), "transcribed")]
[JsonDerivedType(typeof(TranscriptionFailedEntry), "transcription-failed")]
[JsonDerivedType(typeof(EvidenceEntry), "evidence")]
internal abstract record JournalEntry
{
    /// <summary>Version of the line's form.</summary>
    [JsonPropertyName("v")]
    [JsonPropertyOrder(-1)]
    public int Version { get; init; } = JournalLine.Version;

    /// <summary>When it was written, UTC.</summary>
    [JsonPropertyOrder(100)]
    public required DateTimeOffset AtUtc { get; init; }
}

/// <summary>A fact about one take.</summary>
internal abstract record TakeEntry : JournalEntry
{
    /// <summary>Which take.</summary>
    [JsonPropertyOrder(1)]
    public required TakeKey Take { get; init; }

    /// <summary><see cref="ContentKey.ForTake"/>: what exactly was asked for.</summary>
    [JsonPropertyOrder(2)]
    public required string Key { get; init; }

    /// <summary>One-based attempt at this take; the highest one counts.</summary>
    [JsonPropertyOrder(3)]
    public required int Attempt { get; init; }

    /// <summary>Seed the engine was given, or null.</summary>
    [JsonPropertyOrder(4)]
    public required long? Seed { get; init; }
}

/// <summary>A take was spoken and its sound is stored.</summary>
internal sealed record SynthesizedEntry : TakeEntry
{
    /// <summary>What was measured.</summary>
    [JsonPropertyOrder(10)]
    public required SynthesisFacts Synthesis { get; init; }
}

/// <summary>A take could not be spoken.</summary>
internal sealed record SynthesisFailedEntry : TakeEntry
{
    /// <summary>Why.</summary>
    [JsonPropertyOrder(10)]
    public required TakeFailure Failure { get; init; }
}

/// <summary>An attempt at a take failed and another is made: no row, but not forgotten either.</summary>
internal sealed record RetriedEntry : TakeEntry
{
    /// <summary>Why the attempt failed.</summary>
    [JsonPropertyOrder(10)]
    public required TakeFailure Failure { get; init; }
}

/// <summary>A fact about one stored sound and one recognizer; shared by all takes with that sound.</summary>
internal abstract record TranscriptEntry : JournalEntry
{
    /// <summary>SHA-256 of the stored sound.</summary>
    [JsonPropertyOrder(1)]
    public required string AudioSha256 { get; init; }

    /// <summary>Id of the recognizer.</summary>
    [JsonPropertyOrder(2)]
    public required string Recognizer { get; init; }

    /// <summary><see cref="ContentKey.ForTranscript"/>.</summary>
    [JsonPropertyOrder(3)]
    public required string Key { get; init; }

    /// <summary>One-based attempt; the highest one counts.</summary>
    [JsonPropertyOrder(4)]
    public required int Attempt { get; init; }
}

/// <summary>A sound was transcribed.</summary>
internal sealed record TranscribedEntry : TranscriptEntry
{
    /// <summary>Wall time in seconds; recognizers run in parallel, so it is no measure of the recognizer's speed.</summary>
    [JsonPropertyOrder(5)]
    public required double? WallSeconds { get; init; }

    /// <summary>What was heard.</summary>
    [JsonPropertyOrder(10)]
    public required Transcript Transcript { get; init; }
}

/// <summary>A sound could not be transcribed.</summary>
internal sealed record TranscriptionFailedEntry : TranscriptEntry
{
    /// <summary>Why.</summary>
    [JsonPropertyOrder(10)]
    public required TakeFailure Failure { get; init; }
}
