using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Files.Catalog;
using PocketTts.Eval.Models.Files.Store;

namespace PocketTts.Eval.Models.Files;

/// <summary>
/// Where model files are looked for, in this order: the folders given explicitly (<c>--models</c>), the folder named by
/// <see cref="Variable"/>, the user's cache folder; then models that were added where they are, then the cache of the Hugging Face
/// libraries. Each model has its own subfolder, e.g. <c>kokoro</c>.
/// </summary>
public sealed class ModelFolders
{
    /// <summary>Environment variable that names a models folder.</summary>
    public const string Variable = "POCKET_EVAL_MODELS";

    private readonly ModelCatalog? _catalog;
    private readonly HuggingFaceCache _huggingFace;

    /// <summary>Sets the folders up; nothing is read yet.</summary>
    /// <param name="explicitFolders">Folders given on the command line, first wins; may be empty.</param>
    /// <param name="environment">Environment variables by name; null when unset.</param>
    /// <param name="catalog">
    /// Models that can be fetched: their commands are offered for what is missing, and the Hugging Face cache is searched for them.
    /// Null (default): neither.
    /// </param>
    public ModelFolders(IEnumerable<string> explicitFolders, Func<string, string?> environment, ModelCatalog? catalog = null)
    {
        ArgumentNullException.ThrowIfNull(explicitFolders);
        ArgumentNullException.ThrowIfNull(environment);
        var roots = new List<string>(explicitFolders);
        if (environment(Variable) is { Length: > 0 } named)
        {
            roots.Add(named);
        }

        if (UserFolders.Cache(environment) is { } cache)
        {
            roots.Add(Path.Combine(cache, "models"));
        }

        Roots = [.. roots.Where(r => !string.IsNullOrWhiteSpace(r)).Select(Path.GetFullPath).Distinct(StringComparer.Ordinal)];
        _catalog = catalog;
        _huggingFace = new HuggingFaceCache(environment);
    }

    /// <summary>Absolute paths of the folders searched, first wins; they need not exist.</summary>
    public IReadOnlyList<string> Roots { get; }

    /// <summary>The folders of one model that exist.</summary>
    /// <param name="name">Name of the model's folder, e.g. <c>kokoro</c>; a name with a path separator finds nothing.</param>
    /// <returns>Absolute paths in search order; may be empty.</returns>
    /// <exception cref="InputException">A list of added models is damaged.</exception>
    public IReadOnlyList<string> Find(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return IsPlainName(name)
            ? [.. Roots.Select(root => Path.Combine(root, name)).Concat(Added().Where(a => EngineFolders.Of(a.Model.Engine, a.Id) == name).Select(a => a.Model.Folder)).Concat(Cached().Where(c => c.Folder == name).Select(c => c.Path)).Where(Directory.Exists).Distinct(StringComparer.Ordinal)]
            : [];
    }

    /// <summary>Folders below a model's folder that lie elsewhere: added ones under their id, and those in the Hugging Face cache.</summary>
    /// <param name="name">Name of the model's folder, e.g. <c>pocket-tts</c>.</param>
    /// <returns>Names below that folder with absolute paths that exist; the first wins for a name.</returns>
    /// <exception cref="InputException">A list of added models is damaged.</exception>
    public IReadOnlyList<(string Name, string Path)> FindBelow(string name)
    {
        string prefix = name + "/";
        IEnumerable<(string Name, string Path)> added = Added().Where(a => EngineFolders.Of(a.Model.Engine, a.Id) == name).Select(a => (a.Id, a.Model.Folder));
        IEnumerable<(string Name, string Path)> cached = Cached().Where(c => c.Folder.StartsWith(prefix, StringComparison.Ordinal)).Select(c => (c.Folder[prefix.Length..], c.Path));
        return [.. added.Concat(cached).Where(f => Directory.Exists(f.Path)).DistinctBy(f => f.Name, StringComparer.Ordinal)];
    }

    /// <summary>Names of model folders that exist, in every place that is searched.</summary>
    /// <param name="prefix">How the names begin.</param>
    /// <returns>Names, sorted.</returns>
    /// <exception cref="InputException">A list of added models is damaged.</exception>
    public IReadOnlyList<string> NamesOf(string prefix)
    {
        IEnumerable<string> names = Roots.Where(Directory.Exists).SelectMany(root => Directory.EnumerateDirectories(root, prefix + "*")).Select(folder => Path.GetFileName(folder))
            .Concat(Added().Select(a => EngineFolders.Of(a.Model.Engine, a.Id)))
            .Concat(Cached().Select(c => c.Folder))
            .Where(n => n.StartsWith(prefix, StringComparison.Ordinal) && IsPlainName(n));
        return [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>The folder of a model that was added under an id, or null.</summary>
    /// <param name="id">The id.</param>
    /// <exception cref="InputException">A list of added models is damaged.</exception>
    public string? TryFindAdded(string id) => Added().Where(a => a.Id == id).Select(a => a.Model.Folder).FirstOrDefault(Directory.Exists);

    /// <summary>The first file of that name below a model's folders.</summary>
    /// <param name="name">Name of the model's folder.</param>
    /// <param name="relativePath">Path below that folder.</param>
    /// <param name="remedy">What to do when it is missing, e.g. where it can be had; null gives a general hint.</param>
    /// <returns>Absolute path of an existing file.</returns>
    /// <exception cref="InputException">No folder has it; the message names the file and every folder searched.</exception>
    public string FindFile(string name, string relativePath, string? remedy = null) =>
        TryFindFile(name, relativePath) ?? throw Missing(name, $"file '{relativePath}'", remedy);

    /// <summary>The first file of that name below a model's folders, or null.</summary>
    /// <param name="name">Name of the model's folder.</param>
    /// <param name="relativePath">Path below that folder.</param>
    /// <returns>Absolute path of an existing file, or null.</returns>
    public string? TryFindFile(string name, string relativePath)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(relativePath);
        return Find(name).Select(folder => Path.Combine(folder, relativePath)).FirstOrDefault(File.Exists);
    }

    /// <summary>The error for something that no folder has.</summary>
    /// <param name="name">Name of the model's folder.</param>
    /// <param name="what">What is missing, e.g. <c>file 'x.onnx'</c>.</param>
    /// <param name="remedy">What to do, or null: the command that fetches the model, when one does.</param>
    /// <returns>An exception whose message names every folder searched and says which of them do not exist.</returns>
    public InputException Missing(string name, string what, string? remedy = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(what);
        IEnumerable<string> searched = Roots.Select(root =>
        {
            string folder = IsPlainName(name) ? Path.Combine(root, name) : root;
            return Directory.Exists(folder) ? folder : folder + " (no such folder)";
        });
        string? fetch = PullCommand(name) is { } command ? $"'{command}' fetches it" : null;
        string?[] remedies = [fetch, remedy ?? (fetch is null ? "put it there" : null), $"name another models folder with --models or {Variable}; docs/models.md lists the files"];
        return new InputException($"{name}: {what} was not found", expected: "it in " + string.Join(" or ", searched), remedy: string.Join("; ", remedies.OfType<string>()));
    }

    private static bool IsPlainName(string name) => name is not ("." or "..") && name.AsSpan().IndexOfAny('/', '\\', ':') < 0;

    private string? PullCommand(string name)
    {
        IEnumerable<CatalogModel> candidates = _catalog?.Models.Where(m => m.Folder == name || m.Folder.StartsWith(name + "/", StringComparison.Ordinal)) ?? [];
        CatalogModel[] all = [.. candidates];
        CatalogModel? best = Array.Find(all, m => m.IsDefault) ?? (all.Length > 0 && all[0].Folder == name ? all[0] : null);
        return best is null ? null : "pocket-eval models pull " + best.Id;
    }

    private IEnumerable<(string Id, AddedModel Model)> Added() => Roots.SelectMany(root => AddedModels.Read(root).Select(m => (m.Key, m.Value)));

    private IEnumerable<(string Folder, string Path)> Cached() => (_catalog?.Models ?? [])
        .SelectMany(m => HuggingFaceFolders.Of(m).Select(a => (m.Folder, Path: _huggingFace.TryFind(a)!)))
        .Where(c => c.Path is not null);
}
