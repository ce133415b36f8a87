using System.Text.Json.Serialization;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Runs.Journal;

/// <summary>
/// How well a stored sound fits a text by one recognizer, or why that could not be said; shared by all takes with that sound
/// and text. One of <see cref="Evidence"/> and <see cref="Failure"/> is null.
/// </summary>
internal sealed record EvidenceEntry : JournalEntry
{
    /// <summary>SHA-256 of the stored sound.</summary>
    [JsonPropertyOrder(1)]
    public required string AudioSha256 { get; init; }

    /// <summary>Id of the recognizer.</summary>
    [JsonPropertyOrder(2)]
    public required string Recognizer { get; init; }

    /// <summary><see cref="ContentKey.ForEvidence"/>.</summary>
    [JsonPropertyOrder(3)]
    public required string Key { get; init; }

    /// <summary>One-based attempt; the highest one counts.</summary>
    [JsonPropertyOrder(4)]
    public required int Attempt { get; init; }

    /// <summary>Wall time in seconds; recognizers run in parallel, so it is no measure of speed.</summary>
    [JsonPropertyOrder(5)]
    public required double? WallSeconds { get; init; }

    /// <summary>The text that was weighed.</summary>
    [JsonPropertyOrder(6)]
    public required string Text { get; init; }

    /// <summary>The evidence, or null.</summary>
    [JsonPropertyOrder(10)]
    public required TextEvidence? Evidence { get; init; }

    /// <summary>Why there is none, or null.</summary>
    [JsonPropertyOrder(11)]
    public required TakeFailure? Failure { get; init; }
}
