using System.Buffers;
using Microsoft.Win32.SafeHandles;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Runs.Journal;

/// <summary>Reads single lines of journals by their places. Not for several threads.</summary>
internal sealed class JournalLookup : IDisposable
{
    private readonly Dictionary<string, SafeFileHandle> _files = new(StringComparer.Ordinal);
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(1 << 14);

    /// <summary>Reads a line.</summary>
    /// <exception cref="InputException">It is not there any more, or this version does not know its form.</exception>
    public JournalEntry Read(JournalPlace place)
    {
        if (!_files.TryGetValue(place.Path, out SafeFileHandle? file))
        {
            _files.Add(place.Path, file = File.OpenHandle(place.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        }

        if (_buffer.Length < place.Length)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = ArrayPool<byte>.Shared.Rent(place.Length);
        }

        Span<byte> line = _buffer.AsSpan(0, place.Length);
        int read = 0;
        for (int got = 1; got > 0 && read < line.Length; read += got)
        {
            got = RandomAccess.Read(file, line[read..], place.Offset + read);
        }

        string? problem = "the file was cut off";
        return (read == line.Length ? JournalLine.Read(line, out problem) : null)
            ?? throw new InputException(FormattableString.Invariant($"the line at byte {place.Offset} cannot be read: {problem}"), place.Path, remedy: "let nothing change the journal while it is read; a newer pocket-eval may know the line");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SafeFileHandle file in _files.Values)
        {
            file.Dispose();
        }

        _files.Clear();
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }
}
