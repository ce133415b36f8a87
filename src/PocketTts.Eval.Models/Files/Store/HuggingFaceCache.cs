namespace PocketTts.Eval.Models.Files.Store;

/// <summary>
/// The cache folder of the Hugging Face libraries: <c>models--OWNER--NAME/snapshots/COMMIT/FILE</c>, usually links into <c>blobs/</c>;
/// <c>refs/BRANCH</c> names the commit a branch had. It is read only, never written.
/// </summary>
internal sealed class HuggingFaceCache
{
    private readonly string? _hub;

    /// <summary>Finds the cache as the libraries do: HF_HUB_CACHE, HUGGINGFACE_HUB_CACHE, HF_HOME, XDG_CACHE_HOME, ~/.cache.</summary>
    /// <param name="environment">Environment variables by name; null when unset.</param>
    public HuggingFaceCache(Func<string, string?> environment)
    {
        _hub = Named(environment, "HF_HUB_CACHE") ?? Named(environment, "HUGGINGFACE_HUB_CACHE")
            ?? (Named(environment, "HF_HOME") is { } home ? Path.Combine(home, "hub") : null)
            ?? (Base(environment) is { } cache ? Path.Combine(cache, "huggingface", "hub") : null);
    }

    /// <summary>Path of a file or folder in the cache.</summary>
    /// <param name="address">What is wanted.</param>
    /// <returns>An existing path inside the snapshot of that revision, or null.</returns>
    public string? TryFind(HuggingFaceAddress address)
    {
        string name = address.Path.TrimEnd('/');
        if (_hub is null || (name.Length > 0 && SafePath.Problem(name) is not null) || address.Repository.Contains("..", StringComparison.Ordinal) || address.Revision.Contains("..", StringComparison.Ordinal))
        {
            return null;
        }

        string repository = Path.Combine(_hub, "models--" + address.Repository.Replace("/", "--", StringComparison.Ordinal));
        string snapshot = Path.Combine(repository, "snapshots", Commit(repository, address.Revision));
        string path = name.Length == 0 ? snapshot : SafePath.Join(snapshot, name);
        return Path.Exists(path) ? path : null;
    }

    /// <summary>The hash that the cache itself names a large file by.</summary>
    /// <param name="path">A path from <see cref="TryFind"/>.</param>
    /// <returns>SHA-256 in lower case, or null when the file is small or not a link.</returns>
    public static string? BlobHash(string path)
    {
        string? target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.Name;
        return target is not null && Catalog.CatalogNames.IsSha256(target) ? target : null;
    }

    private static string Commit(string repository, string revision)
    {
        try
        {
            string reference = Path.Combine(repository, "refs", revision);
            string commit = File.Exists(reference) ? File.ReadAllText(reference).Trim() : revision;
            return commit.Length > 0 && commit.All(char.IsAsciiLetterOrDigit) ? commit : revision;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return revision;
        }
    }

    private static string? Named(Func<string, string?> environment, string variable) => environment(variable) is { Length: > 0 } value ? value : null;

    private static string? Base(Func<string, string?> environment) => OperatingSystem.IsWindows()
        ? (Named(environment, "USERPROFILE") is { } profile ? Path.Combine(profile, ".cache") : null)
        : UserFolders.Xdg(environment, "XDG_CACHE_HOME", ".cache");
}
