using System.Security.Cryptography;
using System.Text.Json;
using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Files.Store;

namespace PocketTts.Eval.Models.Files.Download;

/// <summary>
/// A file that is being fetched: <c>NAME.part</c> with what has arrived, <c>NAME.part.json</c> with where it came from. The hash goes
/// along with the writing; what an earlier process left is hashed when the file is opened.
/// </summary>
internal sealed class PartFile : IDisposable
{
    private const int BlockBytes = 1 << 17;

    private const string PartEnding = ".part";
    private const string StateEnding = PartEnding + ".json";

    private readonly string _target;
    private readonly FileStream _stream;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private PartFile(string target, FileStream stream)
    {
        _target = target;
        _stream = stream;
    }

    /// <summary>Bytes that are here.</summary>
    public long Length { get; private set; }

    /// <summary>Where they came from, or null when nothing is here.</summary>
    public PartState? State { get; private set; }

    /// <summary>Names of what a fetch that was cut off leaves.</summary>
    /// <param name="target">Name of the whole file.</param>
    public static IEnumerable<string> NamesFor(string target) => [target + PartEnding, target + StateEnding];

    /// <summary>Bytes of a file that a fetch that was cut off left.</summary>
    /// <param name="target">Absolute path of the whole file.</param>
    public static long KeptBytes(string target) => new FileInfo(target + PartEnding) is { Exists: true } part ? part.Length : 0;

    /// <summary>Opens or begins the part of a file.</summary>
    /// <param name="target">Absolute path the whole file shall have; its folder is made.</param>
    /// <param name="sha256">Hash it shall have, or null.</param>
    /// <param name="cancellationToken">Ends the hashing of what is here.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static PartFile Open(string target, string? sha256, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            var part = new PartFile(target, new FileStream(target + PartEnding, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, BlockBytes));
            try
            {
                part.TakeUp(sha256, cancellationToken);
                return part;
            }
            catch
            {
                part.Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(target, e);
        }
    }

    /// <summary>Begins anew: where the bytes will come from is not known yet.</summary>
    public void Restart()
    {
        Guard(() =>
        {
            _stream.SetLength(0);
            _stream.Position = 0;
            Length = 0;
            _hash.GetHashAndReset();
        });
        State = null;
    }

    /// <summary>Remembers where the bytes come from, so that a later process can go on.</summary>
    public void SetState(PartState state)
    {
        State = state;
        AtomicFile.Write(StatePath, JsonSerializer.SerializeToUtf8Bytes(state, PartJson.Default.PartState));
    }

    /// <summary>Appends bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _stream.Write(bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(_target, e);
        }

        _hash.AppendData(bytes);
        Length += bytes.Length;
    }

    /// <summary>Hash of what is here.</summary>
    public string Sha256() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <summary>Brings what is here to the disk, so that an interrupted fetch can go on.</summary>
    public void Flush() => Guard(() => _stream.Flush(flushToDisk: false));

    /// <summary>Whether what is here is the small text that Git leaves in place of a large file.</summary>
    public bool IsGitLfsPointer()
    {
        bool isPointer = false;
        Guard(() =>
        {
            Span<byte> start = stackalloc byte[32];
            _stream.Position = 0;
            isPointer = Length < 1024 && start[.._stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)].StartsWith("version https://git-lfs"u8);
            _stream.Position = Length;
        });
        return isPointer;
    }

    /// <summary>Makes the part the whole file; disposes this.</summary>
    public void Complete()
    {
        Guard(() =>
        {
            // on the disk before it has its name: a power cut leaves no file that looks whole and is not
            _stream.Flush(flushToDisk: true);
            _stream.Dispose();
            File.Move(_target + PartEnding, _target, overwrite: true);
            File.Delete(StatePath);
        });
        _hash.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _stream.Dispose();
        }
        catch (IOException)
        {
            // the disk is full: what could not be flushed is fetched again
        }

        _hash.Dispose();
    }

    private string StatePath => _target + StateEnding;

    private static InputException CannotWrite(string path, Exception e) => new(
        $"cannot be written ({e.Message})",
        path,
        remedy: $"make room, or name a models folder you may write to with --models or {ModelFolders.Variable}",
        innerException: e);

    private void TakeUp(string? sha256, CancellationToken cancellationToken)
    {
        PartState? state = ReadState();
        if (state is null || (sha256 is not null && state.Sha256 is not null && state.Sha256 != sha256))
        {
            _stream.SetLength(0);
            return;
        }

        byte[] block = new byte[BlockBytes];
        int read;
        while ((read = _stream.Read(block)) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _hash.AppendData(block, 0, read);
            Length += read;
        }

        State = state;
    }

    private PartState? ReadState()
    {
        try
        {
            return File.Exists(StatePath) ? JsonSerializer.Deserialize(File.ReadAllBytes(StatePath), PartJson.Default.PartState) : null;
        }
        catch (JsonException)
        {
            // a state that was cut off: the part is worth nothing
            return null;
        }
    }

    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(_target, e);
        }
    }
}
