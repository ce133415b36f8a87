namespace PocketTts.Eval.Models.Process;

/// <summary>Reads lines of a foreign program. A line without an end takes no more memory than the limit.</summary>
/// <param name="stream">The program's output.</param>
/// <param name="limitBytes">Longest line in bytes.</param>
internal sealed class LineReader(Stream stream, int limitBytes)
{
    private byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _scanned;
    private int _end;
    private bool _isEnded;

    // a read that nobody waits for any more stays under way: its bytes belong to the next line
    private Task<int>? _pending;

    /// <summary>Bytes of a last line that has no end; 0 while there may come more.</summary>
    public int UnfinishedBytes => _isEnded ? _end - _start : 0;

    /// <summary>Reads the next line.</summary>
    /// <param name="cancellationToken">Ends the waiting; nothing that was read is lost.</param>
    /// <returns>The line without its end, valid until the next call, or null at the end of the output.</returns>
    /// <exception cref="AdapterFaultException">The line is longer than the limit.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            int at = _buffer.AsSpan(_scanned, _end - _scanned).IndexOf((byte)'\n');
            if (at >= 0)
            {
                int end = _scanned + at;
                ReadOnlyMemory<byte> line = _buffer.AsMemory(_start, end - _start);
                _start = _scanned = end + 1;
                return line.Length > 0 && line.Span[^1] == '\r' ? line[..^1] : line;
            }

            _scanned = _end;
            if (_end - _start > limitBytes)
            {
                throw new AdapterFaultException(AdapterFaultException.Protocol, FormattableString.Invariant($"the adapter wrote a line of more than {limitBytes >> 20} MiB; longer sound goes into a file or into several chunks"));
            }

            if (_isEnded)
            {
                return null;
            }

            _isEnded = !await FillAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_pending is null)
        {
            MakeRoom();
            _pending = ReadAsync(_buffer.AsMemory(_end));
        }

        int count = await _pending.WaitAsync(cancellationToken).ConfigureAwait(false);
        _pending = null;
        _end += count;
        return count > 0;
    }

    private async Task<int> ReadAsync(Memory<byte> target)
    {
        try
        {
            return await stream.ReadAsync(target, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // the process was ended
            return 0;
        }
    }

    private void MakeRoom()
    {
        if (_end < _buffer.Length)
        {
            return;
        }

        byte[] target = _start > _buffer.Length / 2 ? _buffer : new byte[Math.Min(2L * _buffer.Length, limitBytes + 65_536L)];
        _buffer.AsSpan(_start, _end - _start).CopyTo(target);
        _buffer = target;
        (_start, _scanned, _end) = (0, _scanned - _start, _end - _start);
    }
}
