using System.Collections.Immutable;

namespace PocketTts.Eval.Runs.Corpora;

/// <summary>Finds corpora: those in a folder of corpora, and those that a name or path means.</summary>
/// <param name="roots">Folders that hold corpora, first wins; they need not exist.</param>
public sealed class CorpusFolders(IReadOnlyList<string> roots)
{
    /// <summary>All corpora in the folders, sorted by name within each; of equal names the first.</summary>
    /// <returns>Name of the folder and path.</returns>
    public ImmutableArray<(string Name, string Path)> List()
    {
        var found = new List<(string Name, string Path)>();
        foreach (string root in roots.Where(Directory.Exists))
        {
            found.AddRange(Directory.EnumerateDirectories(root)
                .Where(IsCorpus)
                .Select(path => (Path.GetFileName(path), path))
                .Where(c => !found.Any(f => string.Equals(f.Name, c.Item1, StringComparison.Ordinal)))
                .OrderBy(c => c.Item1, StringComparer.Ordinal));
        }

        return [.. found];
    }

    /// <summary>The path that a corpus as named stands for: an existing corpus folder or file, else one of that name in the folders.</summary>
    /// <param name="named">Path, name, or <c>corpora/name</c>.</param>
    /// <returns>The path; null when there is no such corpus.</returns>
    public string? Find(string named)
    {
        ArgumentNullException.ThrowIfNull(named);
        if (File.Exists(named) || IsCorpus(named))
        {
            return named;
        }

        const string Parent = "corpora/";
        string name = named.Replace('\\', '/').TrimEnd('/');
        name = name.StartsWith(Parent, StringComparison.Ordinal) ? name[Parent.Length..] : name;
        return CorpusNames.IsValid(name) ? roots.Select(root => Path.Combine(root, name)).FirstOrDefault(IsCorpus) : null;
    }

    private static bool IsCorpus(string folder) => folder.Length > 0 && File.Exists(Path.Combine(folder, CorpusReader.CardFile));
}
