using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Runs.Journal;

/// <summary>
/// Keys over content: equal keys mean that equal work was asked for, whatever the systems and recognizers are called.
/// A key is SHA-256 (lower-case hexadecimal) over fields, each written as its UTF-8 length (4 bytes, little-endian; -1 for null) and
/// its bytes, so that no two field lists share an input.
/// </summary>
internal static class ContentKey
{
    /// <summary>
    /// Key of a take: everything that changes its sound, and the threads that change its timing. Fields: <c>take/1</c>, text,
    /// language, engine, engine version, voice, sample rate, threads, settings (name, value)…, file hashes…, seed if used, repeat; of
    /// sound that is looked up also corpus and utterance id.
    /// </summary>
    public static string ForTake(SynthesizerInfo system, string corpus, Utterance utterance, long? seed, int repeat)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, "take/1");
        Add(hash, utterance.Text);
        Add(hash, utterance.Language);
        AddSystem(hash, system);
        Add(hash, seed is { } value ? FormattableString.Invariant($"{value}") : null);
        Add(hash, FormattableString.Invariant($"{repeat}"));
        if (system.UsesExistingAudio)
        {
            // two utterances of one text have a sound each
            Add(hash, corpus);
            Add(hash, utterance.Id);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>
    /// Key of a transcript: <c>transcript/1</c>, audio hash, recognizer engine, engine version, settings…, file hashes….
    /// </summary>
    public static string ForTranscript(RecognizerInfo recognizer, string audioSha256)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, "transcript/1");
        Add(hash, audioSha256);
        Add(hash, recognizer.Engine);
        Add(hash, recognizer.EngineVersion);
        AddSettings(hash, recognizer.Settings, recognizer.Files);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Key of a text weighed against a sound: <c>evidence/1</c>, key of the transcript, evidence version, text.</summary>
    public static string ForEvidence(RecognizerInfo recognizer, string audioSha256, string text)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, "evidence/1");
        Add(hash, ForTranscript(recognizer, audioSha256));
        Add(hash, recognizer.EvidenceVersion);
        Add(hash, text);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void AddSystem(IncrementalHash hash, SynthesizerInfo system)
    {
        Add(hash, system.Engine);
        Add(hash, system.EngineVersion);
        Add(hash, system.Voice);
        Add(hash, FormattableString.Invariant($"{system.SampleRateHz}"));
        Add(hash, FormattableString.Invariant($"{system.ThreadCount}"));
        AddSettings(hash, system.Settings, system.Files);
    }

    private static void AddSettings(IncrementalHash hash, IReadOnlyDictionary<string, string> settings, IReadOnlyCollection<ModelFile> files)
    {
        Add(hash, FormattableString.Invariant($"{settings.Count}"));
        foreach ((string name, string value) in settings.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            Add(hash, name);
            Add(hash, value);
        }

        // names are left out: a renamed file is the same model; which file plays which part is in the settings
        Add(hash, FormattableString.Invariant($"{files.Count}"));
        foreach (string sha256 in files.Select(f => f.Sha256).Order(StringComparer.Ordinal))
        {
            Add(hash, sha256);
        }
    }

    private static void Add(IncrementalHash hash, string? field)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        byte[] bytes = field is null ? [] : Encoding.UTF8.GetBytes(field);
        BinaryPrimitives.WriteInt32LittleEndian(length, field is null ? -1 : bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
