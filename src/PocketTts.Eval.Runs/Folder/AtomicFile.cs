namespace PocketTts.Eval.Runs.Folder;

/// <summary>Writes whole files so that a reader, or a machine that loses power, finds the old file or the new one, never a part.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a file through a temporary one beside it. One writer a path at a time.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        string temporary = path + ".tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
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
