using System.Text;

namespace PocketTts.Eval.Models.Process;

/// <summary>Drinks a program's error output, so that it never waits for a reader, and remembers the end of it.</summary>
internal sealed class ErrorTail
{
    private const int Kept = 4096;
    private const int MostLines = 3;

    private readonly Lock _lock = new();
    private readonly byte[] _ring = new byte[Kept];
    private long _total;

    public ErrorTail(Stream stream) => Ended = DrinkAsync(stream);

    /// <summary>Ends with the output.</summary>
    public Task Ended { get; }

    /// <summary>Bytes that were written so far.</summary>
    public long TotalBytes
    {
        get
        {
            lock (_lock)
            {
                return _total;
            }
        }
    }

    /// <summary>The last lines on one line; empty when nothing was written.</summary>
    public string Text
    {
        get
        {
            byte[] tail;
            lock (_lock)
            {
                int count = (int)Math.Min(_total, Kept);
                tail = new byte[count];
                for (int i = 0; i < count; i++)
                {
                    tail[i] = _ring[(_total - count + i) % Kept];
                }
            }

            string[] lines = Encoding.UTF8.GetString(tail).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return OneLine.Of(string.Join(" | ", lines[Math.Max(0, lines.Length - MostLines)..]), 400);
        }
    }

    private async Task DrinkAsync(Stream stream)
    {
        byte[] block = new byte[16 * 1024];
        try
        {
            int count;
            while ((count = await stream.ReadAsync(block, CancellationToken.None).ConfigureAwait(false)) > 0)
            {
                lock (_lock)
                {
                    for (int i = Math.Max(0, count - Kept); i < count; i++)
                    {
                        _ring[(_total + i) % Kept] = block[i];
                    }

                    _total += count;
                }
            }
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // the process was ended
        }
    }
}
