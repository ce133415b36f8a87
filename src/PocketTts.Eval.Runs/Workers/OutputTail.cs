using System.Text;

namespace PocketTts.Eval.Runs.Workers;

/// <summary>Keeps the end of what a process prints, however much that is.</summary>
internal sealed class OutputTail
{
    private const int KeptBytes = 8192;
    private const int ShownLines = 4;
    private const int ShownCharacters = 400;

    private readonly Lock _gate = new();
    private readonly byte[] _ring = new byte[KeptBytes];
    private long _written;

    /// <summary>Reads a stream to its end.</summary>
    public async Task ListenAsync(Stream stream)
    {
        byte[] block = new byte[4096];
        try
        {
            while (await stream.ReadAsync(block).ConfigureAwait(false) is > 0 and int count)
            {
                Add(block.AsSpan(0, count));
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // nothing more to hear
        }
    }

    /// <summary>Takes bytes in.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            foreach (byte value in bytes)
            {
                _ring[_written++ % KeptBytes] = value;
            }
        }
    }

    /// <summary>The last lines on one line, without folders of this computer's user: run folders are published.</summary>
    public string LastWords()
    {
        byte[] kept;
        lock (_gate)
        {
            int count = (int)Math.Min(_written, KeptBytes);
            kept = new byte[count];
            for (int i = 0; i < count; i++)
            {
                kept[i] = _ring[(_written - count + i) % KeptBytes];
            }
        }

        IEnumerable<string> lines = Encoding.UTF8.GetString(kept)
            .Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .TakeLast(ShownLines);
        string text = new([.. string.Join(" | ", lines).Select(c => char.IsControl(c) ? ' ' : c)]);
        text = WithoutFolders(text);
        return text.Length <= ShownCharacters ? text : "…" + text[^ShownCharacters..];
    }

    private static string WithoutFolders(string text)
    {
        foreach (string folder in new[] { AppContext.BaseDirectory, Environment.CurrentDirectory, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), Path.GetTempPath() })
        {
            string trimmed = folder.TrimEnd(Path.DirectorySeparatorChar);
            text = trimmed.Length > 1 ? text.Replace(trimmed, "~", StringComparison.Ordinal) : text;
        }

        return text;
    }
}
