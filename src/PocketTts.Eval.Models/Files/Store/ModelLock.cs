using System.Collections.Immutable;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Models.Files.Store;

/// <summary>
/// The pins of one models folder: what every fetched file was when it was first fetched. A file of the same name that is another
/// one later is refused. Kept in <c>models.lock.json</c> of the folder, or where the user says (to commit it beside a plan).
/// </summary>
public sealed class ModelLock
{
    /// <summary>Name of the file in a models folder.</summary>
    public const string FileName = "models.lock.json";

    /// <summary>Reads the pins; a file that is not there yet means none.</summary>
    /// <param name="path">Path of the lock file.</param>
    /// <exception cref="InputException">The file is damaged.</exception>
    public ModelLock(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        Location = System.IO.Path.GetFullPath(path);
        Files = Read();
    }

    /// <summary>Absolute path of the lock file.</summary>
    public string Location { get; }

    /// <summary>Pins by the file's name below the models folder, as last read or written.</summary>
    public ImmutableSortedDictionary<string, PinnedFile> Files { get; private set; }

    /// <summary>The pin of a file, or null.</summary>
    /// <param name="key">Name below the models folder.</param>
    public PinnedFile? Find(string key) => Files.GetValueOrDefault(key);

    /// <summary>The pin of a file as it is in the lock file now. The caller holds <see cref="GuardPath"/>.</summary>
    /// <param name="key">Name below the models folder.</param>
    /// <exception cref="InputException">The file is damaged.</exception>
    internal PinnedFile? Refresh(string key)
    {
        Files = Read();
        return Find(key);
    }

    /// <summary>File whose lock guards the lock file against other processes.</summary>
    /// <param name="root">The models folder.</param>
    internal string GuardPath(string root)
    {
        string name = FileLock.NameFor(Location, ".pins.lock");

        // a lock file beside a plan may serve several models folders, so its guard cannot lie in one of them
        return System.IO.Path.GetDirectoryName(Location) == System.IO.Path.GetFullPath(root).TrimEnd(System.IO.Path.DirectorySeparatorChar)
            ? System.IO.Path.Combine(root, FileLock.Folder, name)
            : System.IO.Path.Combine(System.IO.Path.GetTempPath(), "pocket-eval" + FileLock.Folder, name);
    }

    /// <summary>Adds or replaces pins; the file is read again first, since another process may have written it. The caller holds <see cref="GuardPath"/>.</summary>
    /// <param name="pins">Pins by name.</param>
    /// <exception cref="InputException">The file is damaged or cannot be written.</exception>
    internal void Set(IEnumerable<KeyValuePair<string, PinnedFile>> pins)
    {
        Files = Read().SetItems(pins);
        StoreJson.Write(Location, new LockDocument(StoreJson.Version, Files), StoreJson.Default.LockDocument);
    }

    private ImmutableSortedDictionary<string, PinnedFile> Read() =>
        (StoreJson.Read(Location, StoreJson.Default.LockDocument, d => d.Version)?.Files ?? ImmutableSortedDictionary<string, PinnedFile>.Empty).WithComparers(StringComparer.Ordinal);
}
