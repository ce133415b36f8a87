using System.Collections.Concurrent;
using PocketTts.Eval.Audio;
using PocketTts.Eval.Audio.Wav;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Journal;

namespace PocketTts.Eval.Runs.Folder;

/// <summary>The sounds of a run: <c>audio/SHA256.wav</c>, 16-bit mono, each named by the hash of its whole file.</summary>
internal sealed class AudioStore(string runFolder)
{
    private const int WavHeaderBytes = 44;

    private readonly string _folder = Path.Combine(runFolder, RunFolder.AudioFolderName);
    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);

    /// <summary>Path of a stored sound.</summary>
    public string PathOf(string sha256) => Path.Combine(_folder, sha256 + ".wav");

    /// <summary>Stores a sound, once for equal bytes.</summary>
    /// <param name="wav">The whole WAV file.</param>
    /// <returns>Its hash.</returns>
    public string Store(byte[] wav)
    {
        string sha256 = AudioHash.Sha256(wav);
        if (_known.TryAdd(sha256, true))
        {
            // rewriting bytes that may lie there from an earlier session is cheaper than proving that they are whole
            Directory.CreateDirectory(_folder);
            // not forced to disk: after a run that was cut off the latest sounds are checked by their hash, see SavedFacts
            AtomicFile.Write(PathOf(sha256), wav, isForced: false);
        }

        return sha256;
    }

    /// <summary>Says by its size whether the sound of a take is still there; reads nothing.</summary>
    public bool IsPresent(SoundHead facts)
    {
        var file = new FileInfo(PathOf(facts.AudioSha256));
        return file.Exists && file.Length == WavHeaderBytes + (2 * (long)Math.Round(facts.AudioSeconds * facts.SampleRateHz));
    }

    /// <summary>Takes a sound over from another run; its hash is not checked here.</summary>
    /// <param name="sha256">Its hash.</param>
    /// <param name="source">The file.</param>
    public void Import(string sha256, string source)
    {
        Directory.CreateDirectory(_folder);
        AtomicFile.Copy(source, PathOf(sha256));
    }

    /// <summary>When a stored sound was last written, UTC.</summary>
    public DateTimeOffset WrittenUtc(string sha256) => new(File.GetLastWriteTimeUtc(PathOf(sha256)), TimeSpan.Zero);

    /// <summary>Removes what a killed session had begun to write.</summary>
    public void RemoveLeftovers()
    {
        if (Directory.Exists(_folder))
        {
            foreach (string leftover in Directory.EnumerateFiles(_folder, "*" + AtomicFile.TemporaryEnd))
            {
                File.Delete(leftover);
            }
        }
    }

    /// <summary>Says by its hash whether a stored sound is what its name says.</summary>
    public bool IsIntact(string sha256)
    {
        try
        {
            using FileStream stream = File.OpenRead(PathOf(sha256));
            return string.Equals(AudioHash.Sha256(stream), sha256, StringComparison.Ordinal);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Reads a stored sound.</summary>
    /// <exception cref="TakeFailedException">Reason <c>audio-altered</c>: it is gone, or its bytes are not those its name says.</exception>
    public Waveform Read(string sha256)
    {
        string path = PathOf(sha256);
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TakeFailedException("audio-altered", $"{Path.GetFileName(path)} is gone", problem);
        }

        if (!string.Equals(AudioHash.Sha256(bytes), sha256, StringComparison.Ordinal))
        {
            throw new TakeFailedException("audio-altered", $"the bytes of {Path.GetFileName(path)} are not those its name says");
        }

        using var stream = new MemoryStream(bytes, writable: false);
        return WavReader.Read(stream, path);
    }
}
