using PocketTts.Eval.Core;

namespace PocketTts.Eval.Models.Files;

/// <summary>Lists folders in an order that is the same everywhere.</summary>
internal static class FolderFiles
{
    /// <summary>Paths of the files of a folder, sorted by ordinal comparison.</summary>
    /// <param name="folder">Path of the folder.</param>
    /// <param name="pattern">Pattern of names, e.g. <c>*.onnx</c>.</param>
    /// <returns>Paths; empty when there is no such folder.</returns>
    /// <exception cref="InputException">The folder cannot be listed.</exception>
    public static string[] List(string folder, string pattern = "*")
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        try
        {
            string[] files = Directory.GetFiles(folder, pattern);
            Array.Sort(files, StringComparer.Ordinal);
            return files;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be listed ({e.Message})", folder, innerException: e);
        }
    }
}
