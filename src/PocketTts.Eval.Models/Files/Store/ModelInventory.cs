using System.Collections.Immutable;
using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Files.Catalog;

namespace PocketTts.Eval.Models.Files.Store;

/// <summary>Looks which models are here. Names and sizes decide; nothing is hashed.</summary>
public sealed class ModelInventory
{
    private readonly IReadOnlyList<(string Root, ModelLock Pins)> _roots;
    private readonly HuggingFaceCache _huggingFace;

    /// <summary>Sets the inventory up and reads the pins.</summary>
    /// <param name="folders">The models folders.</param>
    /// <param name="environment">Environment variables by name; null when unset.</param>
    /// <param name="pins">Pins that hold for the first folder, or null for those it keeps itself.</param>
    /// <exception cref="InputException">A lock file is damaged.</exception>
    public ModelInventory(ModelFolders folders, Func<string, string?> environment, ModelLock? pins = null)
    {
        ArgumentNullException.ThrowIfNull(folders);
        ArgumentNullException.ThrowIfNull(environment);
        _roots = [.. folders.Roots.Select((root, i) => (root, i == 0 && pins is not null ? pins : new ModelLock(Path.Combine(root, ModelLock.FileName))))];
        _huggingFace = new HuggingFaceCache(environment);
    }

    /// <summary>What of a model is here: in the models folder that has most of it, else in the Hugging Face cache.</summary>
    /// <param name="model">A model.</param>
    public ModelStatus StatusOf(CatalogModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        ModelStatus best = Locate(model)?.Status ?? ModelStatus.None;
        return best.State == ModelState.Installed || InHuggingFace(model) is not { } folder
            ? best
            : new ModelStatus(ModelState.HuggingFace, folder, model.DefaultPrecision is null ? [] : [model.DefaultPrecision], [], 0, []);
    }

    /// <summary>The models folder that has most of a model, with its pins; null when none has anything of it.</summary>
    /// <param name="model">A model.</param>
    internal (string Root, ModelLock Pins, ModelStatus Status)? Locate(CatalogModel model) => _roots
        .Select(r => ((string Root, ModelLock Pins, ModelStatus Status)?)(r.Root, r.Pins, StatusOf(model, r.Root, r.Pins)))
        .Where(l => l!.Value.Status.State != ModelState.Missing)
        .MaxBy(l => l!.Value.Status.State);

    /// <summary>As <see cref="Locate"/>, but files of a wrong size count too: they are what verifying is for.</summary>
    /// <param name="model">A model.</param>
    internal (string Root, ModelLock Pins, ModelStatus Status)? LocateDamaged(CatalogModel model) => Locate(model) ?? _roots
        .Where(r => model.Files.SelectMany(f => KeysOf(model, f, r.Pins)).Any(k => File.Exists(Path.Combine(r.Root, k))))
        .Select(r => ((string Root, ModelLock Pins, ModelStatus Status)?)(r.Root, r.Pins, ModelStatus.None))
        .FirstOrDefault();

    /// <summary>What of a model is in one models folder.</summary>
    /// <param name="model">A model.</param>
    /// <param name="root">The models folder.</param>
    /// <param name="pins">Its pins.</param>
    internal static ModelStatus StatusOf(CatalogModel model, string root, ModelLock pins)
    {
        var present = new HashSet<CatalogFile>(ReferenceEqualityComparer.Instance);
        var files = new List<string>();
        foreach (CatalogFile file in model.Files)
        {
            string[] keys = KeysOf(model, file, pins);
            string[] here = [.. keys.Where(k => IsHere(Path.Combine(root, k), k == model.KeyOf(file) ? file.Bytes ?? pins.Find(k)?.Bytes : pins.Find(k)?.Bytes))];
            files.AddRange(here);
            if (here.Length > 0 && here.Length == keys.Length)
            {
                present.Add(file);
            }
        }

        if (files.Count == 0)
        {
            return ModelStatus.None;
        }

        bool Complete(IEnumerable<CatalogFile> wanted) => wanted.All(f => f.IsOptional || present.Contains(f));
        string[] precisions = [.. model.Precisions.Where(p => Complete(model.Files.Where(f => f.Precision == p)))];
        string[] voices = [.. model.Files.Where(f => f.Voice is not null && present.Contains(f)).Select(f => f.Voice!)];
        bool isWhole = Complete(model.Files.Where(f => f.Precision is null && f.Voice is null))
            && (precisions.Length > 0 || model.Precisions.IsEmpty)
            && (voices.Length > 0 || model.Voices.IsEmpty);
        long bytes = files.Sum(f => new FileInfo(Path.Combine(root, f)).Length);
        return new ModelStatus(isWhole ? ModelState.Installed : ModelState.Partial, Path.Combine(root, model.Folder), [.. precisions], [.. voices], bytes, [.. files]);
    }

    /// <summary>Names below a models folder of the files that one entry of the manifest becomes: an archive becomes what was in it.</summary>
    internal static string[] KeysOf(CatalogModel model, CatalogFile file, ModelLock pins) =>
        file.Archive is null ? [model.KeyOf(file)] : pins.Find(model.KeyOf(file))?.Unpacked is { } unpacked ? [.. unpacked] : [model.KeyOf(file)];

    private static bool IsHere(string path, long? bytes)
    {
        var file = new FileInfo(path);
        return file.Exists && (bytes is null || file.Length == bytes);
    }

    private string? InHuggingFace(CatalogModel model)
    {
        ImmutableArray<CatalogFile> wanted = [.. FileSelection.Default.Of(model).Where(f => !f.IsOptional && f.Archive is null)];
        return wanted.IsEmpty || wanted.Length < FileSelection.Default.Of(model).Count(f => !f.IsOptional)
            ? null
            : HuggingFaceFolders.Of(model).Select(_huggingFace.TryFind).OfType<string>().FirstOrDefault(folder =>
                wanted.All(f => IsHere(Path.Combine(folder, f.Path), f.Bytes)));
    }
}
