using System.Text.Json;

namespace PocketTts.Eval.Runs.Journal;

/// <summary>Kinds by their written names.</summary>
internal static class JournalKinds
{
    /// <summary>The kind a reader stands on; null for one that this version does not know.</summary>
    public static JournalKind? Find(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("synthesized"u8) ? JournalKind.Synthesized
        : reader.ValueTextEquals("transcribed"u8) ? JournalKind.Transcribed
        : reader.ValueTextEquals("evidence"u8) ? JournalKind.Evidence
        : reader.ValueTextEquals("synthesis-failed"u8) ? JournalKind.SynthesisFailed
        : reader.ValueTextEquals("retried"u8) ? JournalKind.Retried
        : reader.ValueTextEquals("transcription-failed"u8) ? JournalKind.TranscriptionFailed
        : null;
}
