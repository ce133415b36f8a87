using System.Buffers;

namespace PocketTts.Eval.Runs.Journal;

/// <summary>
/// Appends entries to one journal. Each entry is handed to the operating system before <see cref="Append"/> returns, so a kill loses
/// none; it is forced to disk at most a second later (with the next entry) and on disposal, so a power loss costs little.
/// </summary>
internal sealed class JournalWriter : IDisposable
{
    private static readonly TimeSpan s_forceInterval = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly FileStream _stream;
    private readonly TimeProvider _time;
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private long _forced;

    /// <summary>Opens or creates a journal; an unfinished last line is cut off.</summary>
    public JournalWriter(string path, TimeProvider time)
    {
        _path = path;
        _time = time;
        // readers may look at a run that goes on; a second writer is kept out by the run's lock
        _stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        try
        {
            long length = CompleteLength(_stream);
            if (length != _stream.Length)
            {
                _stream.SetLength(length);
            }

            _stream.Position = length;
        }
        catch
        {
            _stream.Dispose();
            throw;
        }

        _forced = time.GetTimestamp();
    }

    /// <summary>Appends an entry; from any thread.</summary>
    /// <returns>Where its line stands.</returns>
    public JournalPlace Append(JournalEntry entry)
    {
        lock (_gate)
        {
            JournalLine.Write(_buffer, entry);
            var place = new JournalPlace(_path, _stream.Position, _buffer.WrittenCount - 1);
            _stream.Write(_buffer.WrittenSpan);
            if (_time.GetElapsedTime(_forced) >= s_forceInterval)
            {
                Force();
            }

            return place;
        }
    }

    /// <summary>Forces everything to disk.</summary>
    public void Force()
    {
        _stream.Flush(flushToDisk: true);
        _forced = _time.GetTimestamp();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Force();
        }
        finally
        {
            _stream.Dispose();
        }
    }

    // Bytes up to and with the last line feed.
    private static long CompleteLength(FileStream stream)
    {
        byte[] block = new byte[4096];
        for (long end = stream.Length; end > 0;)
        {
            int count = (int)Math.Min(block.Length, end);
            stream.Position = end - count;
            stream.ReadExactly(block, 0, count);
            int index = block.AsSpan(0, count).LastIndexOf((byte)'\n');
            if (index >= 0)
            {
                return end - count + index + 1;
            }

            end -= count;
        }

        return 0;
    }
}
