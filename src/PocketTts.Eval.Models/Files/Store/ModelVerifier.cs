using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Files.Catalog;

namespace PocketTts.Eval.Models.Files.Store;

/// <summary>Hashes what is here and compares it with the manifest and the pins.</summary>
public sealed class ModelVerifier
{
    private readonly ModelCatalog _catalog;
    private readonly ModelFolders _folders;
    private readonly ModelInventory _inventory;

    /// <summary>Sets the verifier up.</summary>
    /// <param name="catalog">The manifest.</param>
    /// <param name="folders">The models folders.</param>
    /// <param name="inventory">What is here.</param>
    public ModelVerifier(ModelCatalog catalog, ModelFolders folders, ModelInventory inventory)
    {
        _catalog = catalog;
        _folders = folders;
        _inventory = inventory;
    }

    /// <summary>Verifies models.</summary>
    /// <param name="ids">Models of the manifest and added ones; empty: all that are here.</param>
    /// <param name="cancellationToken">Ends the hashing early.</param>
    /// <returns>Files one after the other, as they are hashed.</returns>
    /// <exception cref="InputException">A named model does not exist or is not here.</exception>
    public IEnumerable<VerifiedFile> Verify(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        (string Id, string Root, AddedModel Model)[] added = [.. AddedModelList.Read(_folders)];
        (string Id, string Root, AddedModel Model)[] wantedAdded = [.. added.Where(a => ids.Count == 0 || ids.Contains(a.Id))];
        var models = new List<CatalogModel>();
        foreach (string id in ids.Where(id => !Array.Exists(added, a => a.Id == id)))
        {
            CatalogModel model = _catalog.Find(id);
            models.Add(_inventory.LocateDamaged(model) is not null
                ? model
                : throw new InputException($"'{id}' is not here", expected: "it in " + string.Join(" or ", _folders.Roots), remedy: $"'pocket-eval models pull {id}' fetches it"));
        }

        models = ids.Count == 0 ? [.. _catalog.Models.Where(m => _inventory.LocateDamaged(m) is not null)] : models;
        return models.SelectMany(m => Verify(m, isNamed: ids.Count > 0, cancellationToken))
            .Concat(wantedAdded.SelectMany(a => a.Model.Files.Select(f => Compare(a.Id, System.IO.Path.Combine(a.Model.Folder, f.Key), f.Value.Sha256, cancellationToken))));
    }

    private IEnumerable<VerifiedFile> Verify(CatalogModel model, bool isNamed, CancellationToken cancellationToken)
    {
        (string root, ModelLock pins, ModelStatus status) = _inventory.LocateDamaged(model)!.Value;
        foreach (CatalogFile file in model.Files)
        {
            // a model that is here in one precision lacks nothing of the others
            bool isWanted = isNamed && !file.IsOptional && file.Voice is null && (file.Precision is null || status.Precisions.Contains(file.Precision) || (status.Precisions.IsEmpty && file.Precision == model.DefaultPrecision));
            foreach (string key in ModelInventory.KeysOf(model, file, pins))
            {
                string path = System.IO.Path.Combine(root, key);
                bool isInside = key != model.KeyOf(file);
                if (File.Exists(path) || isWanted || isInside)
                {
                    yield return Compare(model.Id, path, (isInside ? null : file.Sha256) ?? pins.Find(key)?.Sha256, cancellationToken);
                }
            }
        }
    }

    private static VerifiedFile Compare(string id, string path, string? expected, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            return new VerifiedFile(id, path, VerifyOutcome.Missing, expected, null, 0);
        }

        ModelFile found = FileFingerprint.Compute(path, cancellationToken);
        VerifyOutcome outcome = expected is null ? VerifyOutcome.Unknown : expected == found.Sha256 ? VerifyOutcome.Right : VerifyOutcome.Wrong;
        return new VerifiedFile(id, path, outcome, expected, found.Sha256, found.SizeBytes);
    }
}
