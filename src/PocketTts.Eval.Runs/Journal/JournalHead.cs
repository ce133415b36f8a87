using System.Text.Json;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Runs.Folder;

namespace PocketTts.Eval.Runs.Journal;

/// <summary>
/// What of a line decides whether it counts and what is still to be done; the rest of it, words and measurements, is read when somebody asks for it. A run of a million takes
/// has gigabytes of journal, and continuing a run asks for hardly any of it.
/// </summary>
internal sealed record JournalHead
{
    /// <summary>What the line tells.</summary>
    public required JournalKind Kind { get; init; }

    /// <summary>When it was written, UTC.</summary>
    public required DateTimeOffset AtUtc { get; init; }

    /// <summary>The take; null for facts about sounds.</summary>
    public TakeKey? Take { get; init; }

    /// <summary>Content key.</summary>
    public required string Key { get; init; }

    /// <summary>One-based attempt.</summary>
    public required int Attempt { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public TakeFailure? Failure { get; init; }

    /// <summary>The sound that was made; null for other facts.</summary>
    public SoundHead? Sound { get; init; }

    /// <summary>The sound that the fact is about; null for facts about takes.</summary>
    public string? AudioSha256 { get; init; }

    /// <summary>Id of the recognizer; null for facts about takes.</summary>
    public string? Recognizer { get; init; }

    /// <summary>The text that was weighed; null for other facts.</summary>
    public string? Text { get; init; }

    /// <summary>The head of an entry.</summary>
    public static JournalHead Of(JournalEntry entry) => entry switch
    {
        SynthesizedEntry e => OfTake(JournalKind.Synthesized, e, null, SoundHead.Of(e.Synthesis)),
        SynthesisFailedEntry e => OfTake(JournalKind.SynthesisFailed, e, e.Failure, null),
        RetriedEntry e => OfTake(JournalKind.Retried, e, e.Failure, null),
        TranscribedEntry e => OfTranscript(JournalKind.Transcribed, e, null),
        TranscriptionFailedEntry e => OfTranscript(JournalKind.TranscriptionFailed, e, e.Failure),
        EvidenceEntry e => new JournalHead
        {
            Kind = JournalKind.Evidence, AtUtc = e.AtUtc, Key = e.Key, Attempt = e.Attempt, Failure = e.Failure, AudioSha256 = e.AudioSha256, Recognizer = e.Recognizer, Text = e.Text,
        },
        _ => throw new ArgumentOutOfRangeException(nameof(entry), entry, "no such entry"),
    };

    /// <summary>Reads the head of a line whose checksum fits.</summary>
    /// <returns>The head; null when the line has a form that this version does not know.</returns>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static JournalHead? Parse(ReadOnlySpan<byte> line, out int version)
    {
        var reader = new Utf8JsonReader(line);
        JournalKind? kind = null;
        version = JournalLine.Version;
        DateTimeOffset? at = null;
        TakeKey? take = null;
        string? key = null, audio = null, recognizer = null, text = null;
        int? attempt = null;
        TakeFailure? failure = null;
        SoundHead? sound = null;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("kind"u8))
            {
                reader.Read();
                kind = JournalKinds.Find(ref reader);
            }
            else if (reader.ValueTextEquals("v"u8))
            {
                reader.Read();
                version = reader.GetInt32();
            }
            else if (reader.ValueTextEquals("take"u8))
            {
                take = ReadTake(ref reader);
            }
            else if (reader.ValueTextEquals("key"u8))
            {
                key = ReadString(ref reader);
            }
            else if (reader.ValueTextEquals("attempt"u8))
            {
                reader.Read();
                attempt = reader.GetInt32();
            }
            else if (reader.ValueTextEquals("synthesis"u8))
            {
                sound = SoundHead.Read(ref reader);
            }
            else if (reader.ValueTextEquals("failure"u8))
            {
                reader.Read();
                failure = JsonSerializer.Deserialize(ref reader, RunJson.Context.TakeFailure);
            }
            else if (reader.ValueTextEquals("audioSha256"u8))
            {
                audio = ReadString(ref reader);
            }
            else if (reader.ValueTextEquals("recognizer"u8))
            {
                recognizer = ReadString(ref reader);
            }
            else if (reader.ValueTextEquals("text"u8))
            {
                text = ReadString(ref reader);
            }
            else if (reader.ValueTextEquals("atUtc"u8))
            {
                reader.Read();
                at = reader.GetDateTimeOffset();
            }
            else
            {
                reader.Skip();
            }
        }

        bool isWhole = at is not null && key is not null && attempt is not null && kind switch
        {
            JournalKind.Synthesized => take is not null && sound is not null,
            JournalKind.SynthesisFailed or JournalKind.Retried => take is not null && failure is not null,
            JournalKind.Transcribed => audio is not null && recognizer is not null,
            JournalKind.TranscriptionFailed => audio is not null && recognizer is not null && failure is not null,
            JournalKind.Evidence => audio is not null && recognizer is not null && text is not null,
            _ => false,
        };
        return isWhole
            ? new JournalHead
            {
                Kind = kind!.Value, AtUtc = at!.Value, Take = take, Key = key!, Attempt = attempt!.Value, Failure = failure, Sound = sound, AudioSha256 = audio, Recognizer = recognizer, Text = text,
            }
            : null;
    }

    private static JournalHead OfTake(JournalKind kind, TakeEntry entry, TakeFailure? failure, SoundHead? sound) =>
        new() { Kind = kind, AtUtc = entry.AtUtc, Take = entry.Take, Key = entry.Key, Attempt = entry.Attempt, Failure = failure, Sound = sound };

    private static JournalHead OfTranscript(JournalKind kind, TranscriptEntry entry, TakeFailure? failure) =>
        new() { Kind = kind, AtUtc = entry.AtUtc, Key = entry.Key, Attempt = entry.Attempt, Failure = failure, AudioSha256 = entry.AudioSha256, Recognizer = entry.Recognizer };

    private static string? ReadString(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString();
    }

    private static TakeKey? ReadTake(ref Utf8JsonReader reader)
    {
        string? system = null, corpus = null, utterance = null;
        int? repeat = null;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("systemId"u8))
            {
                system = ReadString(ref reader);
            }
            else if (reader.ValueTextEquals("corpus"u8))
            {
                corpus = ReadString(ref reader);
            }
            else if (reader.ValueTextEquals("utteranceId"u8))
            {
                utterance = ReadString(ref reader);
            }
            else if (reader.ValueTextEquals("repeat"u8))
            {
                reader.Read();
                repeat = reader.GetInt32();
            }
            else
            {
                reader.Skip();
            }
        }

        return system is null || corpus is null || utterance is null || repeat is null ? null : new TakeKey(system, corpus, utterance, repeat.Value);
    }
}
