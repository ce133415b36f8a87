namespace PocketTts.Eval.Runs.Folder;

/// <summary>Writes whole files so that a reader, or a run that was killed, finds the old file or the new one, never a part.</summary>
internal static class AtomicFile
{
    /// <summary>How names of temporary files end; a kill may leave one.</summary>
    public const string TemporaryEnd = ".tmp";

    private static int s_count;

    /// <summary>Writes a file that several processes may write at once: each through a temporary file of its own, not forced to disk.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">Its whole content.</param>
    public static void WriteShared(string path, byte[] content) =>
        Replace(path, FormattableString.Invariant($"{path}.{Environment.ProcessId}-{Interlocked.Increment(ref s_count)}{TemporaryEnd}"), t => WriteContent(t, content, isForced: false));

    /// <summary>Writes a file through a temporary one beside it. One writer a path at a time.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">Its whole content.</param>
    /// <param name="isForced">True to wait until the disk has it, so that a power loss cannot take it: some milliseconds.</param>
    public static void Write(string path, byte[] content, bool isForced = true) => Replace(path, path + TemporaryEnd, t => WriteContent(t, content, isForced));

    /// <summary>Copies a file through a temporary one beside the copy, not forced to disk. One writer a path at a time.</summary>
    /// <param name="source">The file.</param>
    /// <param name="path">The copy.</param>
    public static void Copy(string source, string path) => Replace(path, path + TemporaryEnd, t => File.Copy(source, t, overwrite: true));

    private static void WriteContent(string path, byte[] content, bool isForced)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        stream.Write(content);
        stream.Flush(flushToDisk: isForced);
    }

    private static void Replace(string path, string temporary, Action<string> write)
    {
        try
        {
            write(temporary);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
