using System.Collections.Immutable;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Files.Catalog;
using PocketTts.Eval.Models.Files.Store;

namespace PocketTts.Eval.Models.Files.Adding;

/// <summary>Registers a model of the user's own: what it is, where it stays, the hashes of its files.</summary>
public sealed class ModelAdder
{
    private const int MostFiles = 2_000;

    private readonly ModelCatalog _catalog;
    private readonly string _root;
    private readonly ModelLock _pins;
    private readonly TimeProvider _time;

    /// <summary>Sets the adder up.</summary>
    /// <param name="catalog">The manifest, whose ids are taken.</param>
    /// <param name="root">Models folder whose list is written; it is made.</param>
    /// <param name="pins">Its pins.</param>
    /// <param name="time">Clock.</param>
    public ModelAdder(ModelCatalog catalog, string root, ModelLock pins, TimeProvider time)
    {
        _catalog = catalog;
        _root = System.IO.Path.GetFullPath(root);
        _pins = pins;
        _time = time;
    }

    /// <summary>Adds a model, or notes the files of an added one anew.</summary>
    /// <param name="path">Its folder; the files stay there.</param>
    /// <param name="id">Name it gets.</param>
    /// <param name="cancellationToken">Ends hashing and loading early.</param>
    /// <returns>What was added.</returns>
    /// <exception cref="InputException">The id cannot be used, or the folder holds no model that loads.</exception>
    public async Task<AddResult> AddAsync(string path, string id, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(id);
        string folder = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        if (!Directory.Exists(folder))
        {
            throw File.Exists(folder)
                ? new InputException("is a file", path, expected: "the folder of the model")
                : new InputException("no such folder", path);
        }

        if (!CatalogNames.IsId(id))
        {
            throw new InputException($"'{id}' is no id", field: "--id", expected: CatalogNames.IdForm);
        }

        if (_catalog.TryFind(id) is not null)
        {
            throw new InputException($"'{id}' is a model of the manifest", field: "--id", expected: "another name");
        }

        if (AddedModels.Read(_root).TryGetValue(id, out AddedModel? old) && old.Folder != folder)
        {
            throw new InputException($"'{id}' is {old.Folder} already", field: "--id", remedy: $"choose another name, or 'pocket-eval models remove {id}' first");
        }

        DetectedModel detected = await Task.Run(() => LayoutDetector.Detect(folder, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (detected.Engine == "whisper" && !id.StartsWith("whisper", StringComparison.Ordinal))
        {
            throw new InputException($"'{id}'", field: "--id", expected: "a name that begins with whisper, as every Whisper recognizer's does", remedy: $"for example whisper-{id}");
        }

        var model = new AddedModel(detected.Engine, folder, _time.GetUtcNow(), Hash(folder, cancellationToken));
        using (FileLock held = await FileLock.AcquireAsync(_pins.GuardPath(_root), _time, () => { }, cancellationToken).ConfigureAwait(false))
        {
            AddedModels.Change(_root, models => models.SetItem(id, model));
        }

        return new AddResult(id, detected.Layout, model, detected.Hints, Usage(detected.Engine, id));
    }

    private static string Usage(string engine, string id) => engine switch
    {
        "kokoro" => $"--system kokoro:af_heart,model={id}",
        "pocket" => $"--system pocket:alba,bundle={id}",
        "whisper" => $"--recognizer {id}",
        _ => $"'pocket-eval models where {id}'",
    };

    private static ImmutableSortedDictionary<string, ModelFile> Hash(string folder, CancellationToken cancellationToken)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 4, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System };
        string[] files = [.. Directory.EnumerateFiles(folder, "*", options).Take(MostFiles + 1)];
        return files.Length <= MostFiles
            ? files.ToImmutableSortedDictionary(f => System.IO.Path.GetRelativePath(folder, f).Replace('\\', '/'), f => FileFingerprint.Compute(f, cancellationToken), StringComparer.Ordinal)
            : throw new InputException(FormattableString.Invariant($"holds more than {MostFiles} files"), folder, expected: "the folder of one model");
    }
}
