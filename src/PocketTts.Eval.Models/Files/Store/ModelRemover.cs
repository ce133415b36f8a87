using System.Collections.Immutable;
using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Files.Catalog;
using PocketTts.Eval.Models.Files.Download;

namespace PocketTts.Eval.Models.Files.Store;

/// <summary>Deletes fetched models from a models folder, and forgets added ones.</summary>
public sealed class ModelRemover
{
    private readonly ModelCatalog _catalog;
    private readonly string _root;
    private readonly ModelLock _pins;
    private readonly TimeProvider _time;

    /// <summary>Sets the remover up.</summary>
    /// <param name="catalog">The manifest.</param>
    /// <param name="root">The models folder to delete from.</param>
    /// <param name="pins">Its pins; they stay, so that the same model comes back the same.</param>
    /// <param name="time">Clock.</param>
    public ModelRemover(ModelCatalog catalog, string root, ModelLock pins, TimeProvider time)
    {
        _catalog = catalog;
        _root = Path.GetFullPath(root);
        _pins = pins;
        _time = time;
    }

    /// <summary>Removes one model.</summary>
    /// <param name="id">A model of the manifest or an added one.</param>
    /// <param name="isForced">True: files that 'models pull' did not bring are deleted too.</param>
    /// <param name="cancellationToken">Ends the waiting for another process.</param>
    /// <returns>What was removed.</returns>
    /// <exception cref="InputException">The model is not here, or somebody else put its files there.</exception>
    public async Task<RemovedModel> RemoveAsync(string id, bool isForced, CancellationToken cancellationToken)
    {
        if (AddedModels.Read(_root).ContainsKey(id))
        {
            using FileLock held = await FileLock.AcquireAsync(_pins.GuardPath(_root), _time, () => { }, cancellationToken).ConfigureAwait(false);
            AddedModels.Change(_root, models => models.Remove(id));
            return new RemovedModel(id, true, [], 0, []);
        }

        CatalogModel model = _catalog.Find(id);
        ModelStatus status = ModelInventory.StatusOf(model, _root, _pins);
        string[] here = [.. model.Files.SelectMany(f => ModelInventory.KeysOf(model, f, _pins).Concat(PartFile.NamesFor(model.KeyOf(f)))).Where(k => File.Exists(Path.Combine(_root, k)))];
        if (here.Length == 0)
        {
            throw new InputException($"'{id}' is not here", _root, remedy: "'pocket-eval models list --here' shows what is");
        }

        string[] foreign = [.. status.Files.Where(k => _pins.Find(k) is null)];
        if (foreign.Length > 0 && !isForced)
        {
            throw new InputException(
                FormattableString.Invariant($"'{id}': {foreign.Length} of its files were not brought by 'models pull', for example {foreign[0]}"),
                _root,
                remedy: "delete them yourself, or say --force");
        }

        HashSet<string> needed = [.. _catalog.Models.Where(m => m.Id != id).Select(m => ModelInventory.StatusOf(m, _root, _pins)).Where(s => s.State == ModelState.Installed).SelectMany(s => s.Files)];
        return Delete(id, [.. here.Where(k => !needed.Contains(k))], [.. here.Where(needed.Contains)]);
    }

    private RemovedModel Delete(string id, string[] keys, string[] kept)
    {
        long bytes = 0;
        var paths = ImmutableArray.CreateBuilder<string>();
        foreach (string key in keys)
        {
            string path = Path.Combine(_root, key);
            try
            {
                bytes += new FileInfo(path).Length;
                File.Delete(path);
                paths.Add(path);
                DeleteEmptyFolders(Path.GetDirectoryName(path)!);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new InputException($"cannot be deleted ({e.Message})", path, innerException: e);
            }
        }

        return new RemovedModel(id, false, paths.ToImmutable(), bytes, [.. kept.Select(k => Path.Combine(_root, k))]);
    }

    private void DeleteEmptyFolders(string folder)
    {
        string current = folder;
        while (current.Length > _root.Length && Directory.Exists(current) && !Directory.EnumerateFileSystemEntries(current).Any())
        {
            Directory.Delete(current);
            current = Path.GetDirectoryName(current)!;
        }
    }
}
