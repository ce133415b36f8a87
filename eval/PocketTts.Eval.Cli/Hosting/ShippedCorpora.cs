using PocketTts.Eval.Core;
using PocketTts.Eval.Runs.Corpora;

namespace PocketTts.Eval.Cli.Hosting;

/// <summary>
/// Corpora by name: those in <c>corpora/</c> of the working directory, then those that come with the tool. <c>everyday</c> and
/// <c>corpora/everyday</c> work in any folder.
/// </summary>
internal static class ShippedCorpora
{
    private const string Folder = "corpora";

    /// <summary>Folder of the corpora that come with the tool.</summary>
    public static string Root => Path.Combine(AppContext.BaseDirectory, Folder);

    /// <summary>The corpora there are, local ones first.</summary>
    public static CorpusFolders Folders => new([Folder, Root]);

    /// <summary>The path to read for a corpus as named.</summary>
    /// <param name="named">Name, folder or file.</param>
    /// <returns>The path; as named when something is there that is no corpus, so that the reader says what is wrong with it.</returns>
    /// <exception cref="InputException">Nothing of that name is there.</exception>
    public static string Resolve(string named)
    {
        if (Folders.Find(named) is { } path)
        {
            return path;
        }

        if (Path.Exists(named) || named.Length == 0)
        {
            return named;
        }

        string[] names = [.. Folders.List().Select(c => c.Name)];
        throw new InputException(
            $"no corpus '{named}'",
            field: "--corpus",
            expected: "a name that 'pocket-eval corpus list' shows, a corpus folder, a .jsonl file, or a .txt file with one text a line",
            remedy: NearestName.Find(Path.GetFileName(named), names) is { Count: > 0 } near ? $"did you mean {string.Join(" or ", near.Select(n => $"'{n}'"))}?" : $"searched {Path.GetFullPath(named)}, {Path.GetFullPath(Folder)} and the shipped corpora");
    }
}
