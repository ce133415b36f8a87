using System.Buffers;

namespace PocketTts.Eval.Runs.Journal;

/// <summary>Streams the entries of journals; memory use is that of the longest line.</summary>
internal static class JournalReader
{
    /// <summary>Which files of a run folder are journals.</summary>
    public const string Pattern = "journal*.jsonl";

    /// <summary>Longest accepted line in bytes; a longer one is damage.</summary>
    private const int MaximumLineBytes = 64 << 20;

    private const int BlockBytes = 1 << 16;

    private delegate T? LineReader<T>(ReadOnlySpan<byte> line, out string? problem)
        where T : class;

    /// <summary>All journals of a folder, in ordinal order of their names.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="report">Is told of every line that does not count.</param>
    public static IEnumerable<JournalEntry> ReadAll(string folder, Action<JournalProblem> report) => Files(folder).SelectMany(path => Read(path, report));

    /// <summary>One journal.</summary>
    /// <param name="path">The file; it may be written to meanwhile.</param>
    /// <param name="report">Is told of every line that does not count.</param>
    public static IEnumerable<JournalEntry> Read(string path, Action<JournalProblem> report) => Read<JournalEntry>(path, JournalLine.Read, report).Select(line => line.Item);

    /// <summary>The heads of all lines of a folder's journals, with their places.</summary>
    /// <inheritdoc cref="ReadAll" path="/param"/>
    public static IEnumerable<(JournalHead Head, JournalPlace Place)> ReadHeads(string folder, Action<JournalProblem> report) =>
        Files(folder).SelectMany(path => Read<JournalHead>(path, JournalLine.ReadHead, report));

    private static IOrderedEnumerable<string> Files(string folder) => Directory.GetFiles(folder, Pattern).Order(StringComparer.Ordinal);

    private static IEnumerable<(T Item, JournalPlace Place)> Read<T>(string path, LineReader<T> parse, Action<JournalProblem> report)
        where T : class
    {
        string name = Path.GetFileName(path);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            int number = 1, start = 0, end = 0;
            long offset = 0;
            while (true)
            {
                int length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
                if (length >= 0)
                {
                    T? item = parse(buffer.AsSpan(start, length), out string? problem);
                    if (item is not null)
                    {
                        yield return (item, new JournalPlace(path, offset, length));
                    }
                    else
                    {
                        report(new JournalProblem(name, number, problem!, IsTornTail: false));
                    }

                    start += length + 1;
                    offset += length + 1;
                    number++;
                    continue;
                }

                MakeRoom(ref buffer, ref start, ref end);
                int read = end == buffer.Length ? 0 : stream.Read(buffer, end, buffer.Length - end);
                if (read == 0)
                {
                    break;
                }

                end += read;
            }

            if (end > start)
            {
                report(new JournalProblem(name, number, "the last line was not finished", IsTornTail: true));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void MakeRoom(ref byte[] buffer, ref int start, ref int end)
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        end -= start;
        start = 0;
        if (end < buffer.Length || end >= MaximumLineBytes)
        {
            return;
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
