using PocketTts.Eval.Core;

namespace PocketTts.Eval.Models.Files;

/// <summary>
/// Where model files are looked for, in this order: the folders given explicitly (<c>--models</c>), the folder named by
/// <see cref="Variable"/>, the user's cache folder. Each model has its own subfolder, e.g. <c>kokoro</c>.
/// </summary>
public sealed class ModelFolders
{
    /// <summary>Environment variable that names a models folder.</summary>
    public const string Variable = "POCKET_EVAL_MODELS";

    /// <summary>Sets the folders up; nothing is read yet.</summary>
    /// <param name="explicitFolders">Folders given on the command line, first wins; may be empty.</param>
    /// <param name="environment">Environment variables by name; null when unset.</param>
    public ModelFolders(IEnumerable<string> explicitFolders, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(explicitFolders);
        ArgumentNullException.ThrowIfNull(environment);
        var roots = new List<string>(explicitFolders);
        if (environment(Variable) is { Length: > 0 } named)
        {
            roots.Add(named);
        }

        if (CacheFolder(environment) is { } cache)
        {
            roots.Add(cache);
        }

        Roots = [.. roots.Where(r => !string.IsNullOrWhiteSpace(r)).Select(Path.GetFullPath).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Absolute paths of the folders searched, first wins; they need not exist.</summary>
    public IReadOnlyList<string> Roots { get; }

    /// <summary>The folders of one model that exist.</summary>
    /// <param name="name">Name of the model's folder, e.g. <c>kokoro</c>; a name with a path separator finds nothing.</param>
    /// <returns>Absolute paths in search order; may be empty.</returns>
    public IReadOnlyList<string> Find(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return IsPlainName(name) ? [.. Roots.Select(root => Path.Combine(root, name)).Where(Directory.Exists)] : [];
    }

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
    /// <param name="remedy">What to do, or null for a general hint.</param>
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
        return new InputException(
            $"{name}: {what} was not found",
            expected: "it in " + string.Join(" or ", searched),
            remedy: (remedy ?? "put it there") + $"; name another models folder with --models or {Variable}; docs/models.md lists the files");
    }

    private static bool IsPlainName(string name) => name is not ("." or "..") && name.AsSpan().IndexOfAny('/', '\\', ':') < 0;

    private static string? CacheFolder(Func<string, string?> environment)
    {
        if (OperatingSystem.IsWindows())
        {
            return environment("LOCALAPPDATA") is { Length: > 0 } local ? Path.Combine(local, "pocket-eval", "models") : null;
        }

        string? home = environment("HOME");
        if (OperatingSystem.IsMacOS())
        {
            return string.IsNullOrEmpty(home) ? null : Path.Combine(home, "Library", "Caches", "pocket-eval", "models");
        }

        // the XDG base directory specification says that a relative value is to be ignored
        string? cache = environment("XDG_CACHE_HOME");
        return !string.IsNullOrEmpty(cache) && Path.IsPathRooted(cache) ? Path.Combine(cache, "pocket-eval", "models")
            : string.IsNullOrEmpty(home) ? null
            : Path.Combine(home, ".cache", "pocket-eval", "models");
    }
}
