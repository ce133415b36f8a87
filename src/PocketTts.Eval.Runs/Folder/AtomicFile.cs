namespace PocketTts.Eval.Runs.Folder;

/// <summary>Writes whole files so that a reader, or a run that was killed, finds the old file or the new one, never a part.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a file through a temporary one beside it. One writer a path at a time.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">Its whole content.</param>
    /// <param name="isForced">True to wait until the disk has it, so that a power loss cannot take it: some milliseconds.</param>
    public static void Write(string path, ReadOnlySpan<byte> content, bool isForced = true)
    {
        string temporary = path + ".tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: isForced);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
