using System.IO.Compression;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Models.Numpy;

/// <summary>A NumPy .npz archive: a ZIP file with one .npy member per array. Not thread-safe.</summary>
public sealed class NpzArchive : IDisposable
{
    private const string Extension = ".npy";

    private readonly string _path;
    private readonly ZipArchive _zip;

    private NpzArchive(string path, ZipArchive zip)
    {
        _path = path;
        _zip = zip;
        Names = [.. zip.Entries
            .Where(e => e.FullName.EndsWith(Extension, StringComparison.Ordinal))
            .Select(e => e.FullName[..^Extension.Length])
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>Names of the arrays, sorted.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Says whether a file starts like a ZIP archive; .npz files are also published with the ending .bin.</summary>
    /// <param name="path">Path of an existing file.</param>
    /// <returns>True when it starts with the bytes 50 4B 03 04.</returns>
    public static bool IsZip(string path)
    {
        using FileStream stream = File.OpenRead(path);
        Span<byte> start = stackalloc byte[4];
        return stream.ReadAtLeast(start, 4, throwOnEndOfStream: false) == 4 && start.SequenceEqual("PK\u0003\u0004"u8);
    }

    /// <summary>Opens an archive and reads its table of contents.</summary>
    /// <param name="path">Path of the file.</param>
    /// <returns>The archive; the caller disposes it.</returns>
    /// <exception cref="InputException">The file is missing or no ZIP archive.</exception>
    public static NpzArchive Open(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        FileStream? stream = null;
        try
        {
            stream = File.OpenRead(path);
            return new NpzArchive(path, new ZipArchive(stream, ZipArchiveMode.Read));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            stream?.Dispose();
            throw new InputException($"cannot be read as a NumPy archive ({e.Message})", path, remedy: "download it again", innerException: e);
        }
    }

    /// <summary>Reads one array.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <returns>The array.</returns>
    /// <exception cref="InputException">There is no such array, or it is broken.</exception>
    public NpyArray Read(string name)
    {
        ZipArchiveEntry entry = _zip.GetEntry(name + Extension)
            ?? throw new InputException($"has no array '{name}'", _path, remedy: NearestName.Suggest(name, Names));
        try
        {
            using Stream stream = entry.Open();
            return NpyReader.Read(stream, $"{_path}#{entry.FullName}");
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw new InputException($"the array '{name}' cannot be read ({e.Message})", _path, remedy: "download it again", innerException: e);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _zip.Dispose();
}
