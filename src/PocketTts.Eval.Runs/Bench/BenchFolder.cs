using System.Text;
using PocketTts.Eval.Core;
using PocketTts.Eval.Runs.Folder;

namespace PocketTts.Eval.Runs.Bench;

/// <summary>The folder of a bench: <c>bench.json</c>, <c>takes.csv</c> with every timed take, and <c>bench.md</c> for people.</summary>
public static class BenchFolder
{
    /// <summary>Name of the table of takes.</summary>
    public const string TakesName = "takes.csv";

    /// <summary>Name of the page for people.</summary>
    public const string MarkdownName = "bench.md";

    /// <summary>Refuses a folder that holds a bench already, before hours are spent.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="InputException">It holds a bench, or cannot be made.</exception>
    public static void Prepare(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be made ({problem.Message})", folder, field: "--out", innerException: problem);
        }

        if (File.Exists(Path.Combine(folder, BenchFile.Name)))
        {
            throw new InputException("the folder holds a bench already", folder, field: "--out", remedy: "name another folder: a bench is never continued");
        }
    }

    /// <summary>Writes the files.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="result">The bench.</param>
    /// <param name="takes">The table of takes.</param>
    /// <param name="markdown">The page.</param>
    /// <exception cref="InputException">A file cannot be written.</exception>
    public static void Write(string folder, BenchResult result, string takes, string markdown)
    {
        ArgumentNullException.ThrowIfNull(result);
        try
        {
            AtomicFile.Write(Path.Combine(folder, TakesName), Encoding.UTF8.GetBytes(takes));
            AtomicFile.Write(Path.Combine(folder, MarkdownName), Encoding.UTF8.GetBytes(markdown));
            AtomicFile.Write(Path.Combine(folder, BenchFile.Name), Encoding.UTF8.GetBytes(BenchFile.Write(result.Report)));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be written ({problem.Message})", folder, field: "--out", innerException: problem);
        }
    }
}
