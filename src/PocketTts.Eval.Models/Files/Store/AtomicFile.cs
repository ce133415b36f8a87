using PocketTts.Eval.Core;

namespace PocketTts.Eval.Models.Files.Store;

/// <summary>Replaces a file as a whole: a reader sees the old content or the new one, never a half.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a file; its folder is made.</summary>
    /// <exception cref="InputException">It cannot be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        string temporary = path + ".new";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using (FileStream stream = new(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be written ({e.Message})", path, remedy: $"name a models folder you may write to with --models or {ModelFolders.Variable}", innerException: e);
        }
    }
}
