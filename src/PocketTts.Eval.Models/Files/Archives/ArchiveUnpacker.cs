using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Files.Catalog;
using SharpCompress.Compressors.BZip2;

namespace PocketTts.Eval.Models.Files.Archives;

/// <summary>
/// Unpacks <c>.tar</c>, <c>.tar.gz</c>, <c>.tar.bz2</c> and <c>.zip</c> into an empty folder. Plain files and folders only: a link, a
/// device, a name that leaves the folder, a name that stands twice, too many files or too many bytes end it.
/// </summary>
internal sealed class ArchiveUnpacker
{
    private const int MostEntries = 10_000;
    private const int BlockBytes = 1 << 17;

    private readonly string _archive;
    private readonly string _folder;
    private readonly CatalogArchive _rules;
    private readonly CancellationToken _cancellationToken;
    private readonly Dictionary<string, ModelFile> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private int _entries;
    private long _bytes;

    private ArchiveUnpacker(string archive, string folder, CatalogArchive rules, CancellationToken cancellationToken)
    {
        _archive = archive;
        _folder = folder;
        _rules = rules;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Unpacks an archive.</summary>
    /// <param name="archive">Path of the archive; its name tells its kind.</param>
    /// <param name="folder">Folder to unpack into; it is made and must be empty.</param>
    /// <param name="rules">How many leading parts of names go, and the most bytes that may come out.</param>
    /// <param name="cancellationToken">Ends the unpacking early.</param>
    /// <returns>The files by name below the folder, with size and hash.</returns>
    /// <exception cref="InputException">The archive is damaged or holds something it must not; what was unpacked is to be thrown away.</exception>
    public static IReadOnlyDictionary<string, ModelFile> Unpack(string archive, string folder, CatalogArchive rules, CancellationToken cancellationToken)
    {
        var unpacker = new ArchiveUnpacker(archive, folder, rules, cancellationToken);
        try
        {
            Directory.CreateDirectory(folder);
            unpacker.Run();
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException or SharpCompress.Common.SharpCompressException or IndexOutOfRangeException)
        {
            throw new InputException($"is damaged ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')})", archive, remedy: "fetch it again", innerException: e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be unpacked ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')})", archive, remedy: "make room, or fetch it again", innerException: e);
        }

        return unpacker._files.Count > 0 ? unpacker._files : throw new InputException("holds no file", archive);
    }

    private void Run()
    {
        using FileStream stream = new(_archive, FileMode.Open, FileAccess.Read, FileShare.Read, BlockBytes, FileOptions.SequentialScan);
        string name = _archive.ToUpperInvariant();
        if (name.EndsWith(".ZIP", StringComparison.Ordinal))
        {
            UnpackZip(stream);
            return;
        }

        using Stream plain = name.EndsWith(".BZ2", StringComparison.Ordinal) ? BZip2Stream.Create(stream, SharpCompress.Compressors.CompressionMode.Decompress, true, true, true)
            : name.EndsWith("GZ", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true)
            : stream;
        UnpackTar(plain);
    }

    private void UnpackTar(Stream stream)
    {
        using var reader = new TarReader(stream, leaveOpen: true);
        while (reader.GetNextEntry() is { } entry)
        {
            if (entry.EntryType is TarEntryType.GlobalExtendedAttributes)
            {
                continue;
            }

            bool isFolder = entry.EntryType is TarEntryType.Directory or TarEntryType.DirectoryList;
            if (!isFolder && entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile))
            {
                throw Refused(entry.Name, $"it is a {Kind(entry.EntryType)}");
            }

            if (Name(entry.Name, isFolder) is { } name)
            {
                Write(name, entry.DataStream ?? Stream.Null, entry.Length);
            }
        }
    }

    private void UnpackZip(Stream stream)
    {
        const int UnixKind = 0xF000;
        const int UnixFile = 0x8000;
        const int UnixFolder = 0x4000;
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        if (zip.Entries.Count > MostEntries)
        {
            throw TooMany(zip.Entries[MostEntries].FullName);
        }

        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            bool isFolder = entry.FullName.EndsWith('/');
            int kind = (entry.ExternalAttributes >> 16) & UnixKind;
            if (kind is not (0 or UnixFile or UnixFolder))
            {
                throw Refused(entry.FullName, "it is a link or a device");
            }

            if (entry.IsEncrypted)
            {
                throw Refused(entry.FullName, "it is encrypted");
            }

            if (Name(entry.FullName, isFolder) is { } name)
            {
                using Stream data = entry.Open();
                Write(name, data, entry.Length);
            }
        }
    }

    // the name without its leading parts; null for a folder, and for what is dropped with the leading parts
    private string? Name(string raw, bool isFolder)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (++_entries > MostEntries)
        {
            throw TooMany(raw);
        }

        string name = raw.StartsWith("./", StringComparison.Ordinal) ? raw[2..] : raw;
        name = isFolder ? name.TrimEnd('/') : name;
        if (isFolder && name is "" or ".")
        {
            return null;
        }

        if (SafePath.Problem(name) is { } problem)
        {
            throw Refused(raw, problem);
        }

        string[] parts = name.Split('/');
        return isFolder || parts.Length <= _rules.StripParts ? null : string.Join('/', parts[_rules.StripParts..]);
    }

    private void Write(string name, Stream data, long declared)
    {
        if (!_names.Add(SafePath.Fold(name)))
        {
            throw Refused(name, "the name stands twice");
        }

        if (declared > _rules.MaximumBytes - _bytes)
        {
            throw TooMuch();
        }

        string path = SafePath.Join(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using FileStream file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, BlockBytes);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] block = new byte[BlockBytes];
        long length = 0;
        int read;
        while ((read = data.Read(block)) > 0)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            length += read;

            // what comes out counts, not what the archive says of itself
            _bytes += read;
            if (_bytes > _rules.MaximumBytes)
            {
                throw TooMuch();
            }

            file.Write(block, 0, read);
            hash.AppendData(block, 0, read);
        }

        if (length != declared)
        {
            throw new InvalidDataException(FormattableString.Invariant($"'{name}' has {length} bytes, the archive says {declared}"));
        }

        file.Flush(flushToDisk: true);
        _files.Add(name, new ModelFile(Path.GetFileName(name), length, Convert.ToHexStringLower(hash.GetHashAndReset())));
    }

    private static string Kind(TarEntryType type) => type switch
    {
        TarEntryType.SymbolicLink or TarEntryType.HardLink => "link",
        TarEntryType.BlockDevice or TarEntryType.CharacterDevice or TarEntryType.Fifo => "device",
        _ => $"thing that is no file ({type})",
    };

    private InputException TooMuch() => new("more comes out of it than it may hold", _archive, expected: FormattableString.Invariant($"at most {_rules.MaximumBytes} bytes"), remedy: "do not use this archive");

    private InputException TooMany(string name) => Refused(name, FormattableString.Invariant($"the archive has more than {MostEntries} entries"));

    private InputException Refused(string name, string problem)
    {
        // the name is the archive's: it may not write on a terminal what it likes
        string shown = string.Concat(name.Take(100).Select(c => char.IsControl(c) ? '?' : c)) + (name.Length > 100 ? "…" : string.Empty);
        return new InputException($"holds '{shown}', which is refused: {problem}", _archive, remedy: "do not use this archive");
    }
}
