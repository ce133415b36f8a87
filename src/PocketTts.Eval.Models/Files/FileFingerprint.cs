using System.Collections.Concurrent;
using System.Security.Cryptography;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Models.Files;

/// <summary>Size and SHA-256 of model files, read once per process and file state.</summary>
public static class FileFingerprint
{
    private const int LongestPointer = 1024;

    // A model file is hashed for every system that uses it; path, size and modification time together name one content.
    private static readonly ConcurrentDictionary<(string Path, long Size, DateTime Modified), ModelFile> Known = new();

    /// <summary>Reads a file's size and hash.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>Name, size and SHA-256.</returns>
    /// <exception cref="InputException">The file is missing, cannot be read, or is a Git LFS pointer instead of the content.</exception>
    public static ModelFile Compute(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new InputException("no such file", path);
        }

        var key = (file.FullName, file.Length, file.LastWriteTimeUtc);
        if (Known.TryGetValue(key, out ModelFile? known))
        {
            return known;
        }

        ThrowIfGitLfsPointer(path);
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            byte[] block = new byte[1 << 20];
            long size = 0;
            int read;
            while ((read = stream.Read(block)) > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                hash.AppendData(block, 0, read);
                size += read;
            }

            var result = new ModelFile(file.Name, size, Convert.ToHexStringLower(hash.GetHashAndReset()));
            Known[key] = result;
            return result;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be read ({e.Message})", path, innerException: e);
        }
    }

    /// <summary>Recognizes the small text that Git leaves in place of a large file that was not fetched.</summary>
    /// <param name="path">Path of an existing file.</param>
    /// <exception cref="InputException">The file is such a pointer, or cannot be read.</exception>
    public static void ThrowIfGitLfsPointer(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            Span<byte> start = stackalloc byte[LongestPointer];
            if (stream.Length > LongestPointer
                || !start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)].StartsWith("version https://git-lfs"u8))
            {
                return;
            }

            throw new InputException(
                FormattableString.Invariant($"is a Git LFS pointer of {stream.Length} bytes, not the file itself"),
                path,
                remedy: "fetch the content with 'git lfs pull' or download the file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be read ({e.Message})", path, innerException: e);
        }
    }
}
