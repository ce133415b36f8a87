using PocketTts.Eval.Core;

namespace PocketTts.Eval.Cli.Hosting;

/// <summary>Writes a file the user named, or says in one line why not.</summary>
internal static class OutputFile
{
    /// <summary>Writes a whole file.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(string path, byte[] content)
    {
        try
        {
            File.WriteAllBytes(path, content);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException($"cannot be written ({problem.Message})", file: path, field: "--out", remedy: "name a file in an existing folder that you may write to", innerException: problem);
        }
    }
}
