using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PocketTts.Eval.Audio;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Folder;

namespace PocketTts.Eval.Runs.Cache;

/// <summary>
/// A folder in which runs share sounds, transcripts and evidence by their content keys; never timings (DESIGN rule 4). Sounds of quantized models differ between
/// processors, so each kind of processor has a part of its own. Several runs may use it at once; anything in it may be deleted at any time; what
/// is damaged is as good as absent.
/// </summary>
internal sealed class TakeCache
{
    private const int Version = 1;
    private const string MarkFileName = "pocket-eval-cache.json";

    private readonly string _folder;
    private readonly Action<string> _note;
    private bool _isFull;

    private TakeCache(string folder, Action<string> note)
    {
        _folder = folder;
        _note = note;
    }

    /// <summary>Opens or makes a cache.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="machine">This computer.</param>
    /// <param name="note">Is told once when nothing more can be stored.</param>
    /// <exception cref="InputException">The folder holds something else or cannot be used.</exception>
    public static TakeCache Open(string folder, MachineRecord machine, Action<string> note)
    {
        string mark = Path.Combine(folder, MarkFileName);
        try
        {
            if (!File.Exists(mark))
            {
                if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
                {
                    throw new InputException("there is something else than a cache", folder, field: "--cache", expected: "a new or empty folder, or one that --cache made", remedy: "name another folder");
                }

                Directory.CreateDirectory(folder);
                AtomicFile.WriteShared(mark, JsonSerializer.SerializeToUtf8Bytes(new CacheMark(Version), RunJson.Context.CacheMark));
            }
            else if (JsonSerializer.Deserialize(File.ReadAllBytes(mark), RunJson.Context.CacheMark) is not { Version: Version })
            {
                throw new InputException("the cache has another version", mark, field: "--cache", remedy: "name another folder");
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException or ArgumentException)
        {
            throw new InputException($"the cache cannot be used ({problem.Message})", folder, field: "--cache", remedy: "name another folder", innerException: problem);
        }

        string kind = $"{machine.Architecture}\n{string.Join(' ', machine.InstructionSets)}";
        string part = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(kind)))[..12];
        return new TakeCache(Path.Combine(folder, part), note);
    }

    /// <summary>True when a take is likely there; reads nothing.</summary>
    public bool HasTake(string key) => File.Exists(PathOf("takes", key, ".json"));

    /// <summary>A take with its sound, or null. It has no timing and says where it comes from.</summary>
    public (SynthesisFacts Facts, byte[] Wav)? FindTake(string key)
    {
        if (Read("takes", key, RunJson.Context.CachedTake) is not { } cached || cached.Version != Version || cached.Key != key)
        {
            return null;
        }

        try
        {
            byte[] wav = File.ReadAllBytes(PathOf("audio", cached.Facts.AudioSha256, ".wav"));
            return AudioHash.Sha256(wav) == cached.Facts.AudioSha256 ? (cached.Facts with { Source = SynthesisFacts.CacheSource }, wav) : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Stores a take and its sound.</summary>
    public void Put(string key, SynthesisFacts facts, byte[] wav)
    {
        SynthesisFacts timeless = facts with
        {
            WallSeconds = null,
            CpuSeconds = null,
            FirstAudioSeconds = null,
            ProcessMemoryBytes = null,
            ProcessPeakMemoryBytes = null,
            IsTimingEligible = false,
        };
        // the sound first: what names it must not be found without it
        Write("audio", facts.AudioSha256, ".wav", wav);
        Write("takes", key, ".json", JsonSerializer.SerializeToUtf8Bytes(new CachedTake(Version, key, timeless), RunJson.Context.CachedTake));
    }

    /// <summary>A transcript, or null.</summary>
    public Transcript? FindTranscript(string key) =>
        Read("transcripts", key, RunJson.Context.CachedTranscript) is { } cached && cached.Version == Version && cached.Key == key ? cached.Transcript : null;

    /// <summary>Stores a transcript.</summary>
    public void Put(string key, Transcript transcript) =>
        Write("transcripts", key, ".json", JsonSerializer.SerializeToUtf8Bytes(new CachedTranscript(Version, key, transcript), RunJson.Context.CachedTranscript));

    /// <summary>Evidence, or null.</summary>
    public TextEvidence? FindEvidence(string key) =>
        Read("evidence", key, RunJson.Context.CachedEvidence) is { } cached && cached.Version == Version && cached.Key == key ? cached.Evidence : null;

    /// <summary>Stores evidence.</summary>
    public void Put(string key, TextEvidence evidence) =>
        Write("evidence", key, ".json", JsonSerializer.SerializeToUtf8Bytes(new CachedEvidence(Version, key, evidence), RunJson.Context.CachedEvidence));

    private string PathOf(string kind, string key, string extension) => Path.Combine(_folder, kind, key[..2], key + extension);

    private T? Read<T>(string kind, string key, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            string path = PathOf(kind, key, ".json");
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), type) : null;
        }
        catch (Exception damaged) when (damaged is IOException or UnauthorizedAccessException or JsonException or NotSupportedException)
        {
            return null;
        }
    }

    // A cache that cannot be written costs the next run time, not this one its life.
    private void Write(string kind, string key, string extension, byte[] content)
    {
        string path = PathOf(kind, key, extension);
        if (_isFull || (kind == "audio" && File.Exists(path) && new FileInfo(path).Length == content.Length))
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            AtomicFile.WriteShared(path, content);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            _isFull = true;
            _note($"nothing more is stored in the cache ({problem.Message})");
        }
    }
}
