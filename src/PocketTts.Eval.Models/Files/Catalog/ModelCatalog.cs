using System.Collections.Immutable;
using System.Reflection;
using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Files.Json;

namespace PocketTts.Eval.Models.Files.Catalog;

/// <summary>
/// The models that can be fetched: the built-in manifest, changed and extended by the user's own. An entry of the user's replaces
/// the built-in one of the same id as a whole.
/// </summary>
public sealed class ModelCatalog
{
    /// <summary>Environment variable that names the user's manifest.</summary>
    public const string Variable = "POCKET_EVAL_MANIFEST";

    private const string ManifestName = "models.json";
    private const string SchemaName = "models.schema.json";

    private readonly Dictionary<string, CatalogModel> _byId;

    private ModelCatalog(IReadOnlyList<CatalogModel> models)
    {
        Models = [.. models];
        _byId = models.ToDictionary(m => m.Id, StringComparer.Ordinal);
    }

    /// <summary>All models: the built-in ones in their order, then the user's new ones.</summary>
    public ImmutableArray<CatalogModel> Models { get; }

    /// <summary>Text of the built-in manifest.</summary>
    public static string BuiltInManifest => ReadResource(ManifestName);

    /// <summary>Text of the JSON Schema of manifests.</summary>
    public static string Schema => ReadResource(SchemaName);

    /// <summary>Reads the built-in manifest and the user's.</summary>
    /// <param name="manifest">Path of the user's manifest, or null: <see cref="Variable"/>, else <c>models.json</c> in the user's configuration folder when it is there.</param>
    /// <param name="environment">Environment variables by name; null when unset.</param>
    /// <returns>The catalog.</returns>
    /// <exception cref="InputException">The user's manifest is wrong; every error is named.</exception>
    public static ModelCatalog Load(string? manifest, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        string? path = manifest ?? (environment(Variable) is { Length: > 0 } named ? named : DefaultManifest(environment));
        List<CatalogModel> models = [.. ManifestReader.Read(PlacedJson.Parse(System.Text.Encoding.UTF8.GetBytes(BuiltInManifest), ManifestName), ManifestName, null).Select(m => m.Model!)];
        if (path is not null)
        {
            foreach ((string id, CatalogModel? model) in ManifestReader.Read(PlacedJson.ReadFile(path), path, Path.GetFullPath(path)))
            {
                int index = models.FindIndex(m => m.Id == id);
                if (model is null && index < 0)
                {
                    throw new InputException($"takes '{id}' away, but there is no such model", path, remedy: NearestName.Suggest(id, models.Select(m => m.Id)));
                }

                Replace(models, index, model);
            }
        }

        Check(models, path ?? ManifestName);
        return new ModelCatalog(models);
    }

    /// <summary>Where the user's manifest is looked for when none is named.</summary>
    /// <param name="environment">Environment variables by name; null when unset.</param>
    /// <returns>An absolute path, or null when the user has no home folder; the file need not exist.</returns>
    public static string? DefaultManifestPath(Func<string, string?> environment) =>
        UserFolders.Configuration(environment) is { } folder ? Path.Combine(folder, ManifestName) : null;

    /// <summary>A model by its id.</summary>
    /// <param name="id">The id.</param>
    /// <returns>The model.</returns>
    /// <exception cref="InputException">There is no such model; the nearest ids are offered.</exception>
    public CatalogModel Find(string id) => TryFind(id) ?? throw new InputException(
        $"no model '{id}'",
        remedy: NearestName.Suggest(id, _byId.Keys) ?? "'pocket-eval models list' shows them");

    /// <summary>A model by its id, or null.</summary>
    public CatalogModel? TryFind(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return _byId.GetValueOrDefault(id);
    }

    /// <summary>A model with everything it requires, requirements first, each once.</summary>
    /// <param name="id">Id of the model.</param>
    /// <exception cref="InputException">There is no such model.</exception>
    public IReadOnlyList<CatalogModel> WithRequirements(string id)
    {
        var all = new List<CatalogModel>();
        Add(Find(id));
        return all;

        void Add(CatalogModel model)
        {
            foreach (string required in model.Requires)
            {
                Add(_byId[required]);
            }

            if (!all.Contains(model))
            {
                all.Add(model);
            }
        }
    }

    private static void Replace(List<CatalogModel> models, int index, CatalogModel? model)
    {
        if (index < 0)
        {
            models.Add(model!);
        }
        else if (model is null)
        {
            models.RemoveAt(index);
        }
        else
        {
            models[index] = model;
        }
    }

    private static void Check(List<CatalogModel> models, string path)
    {
        var problems = new List<InputException>();
        HashSet<string> ids = [.. models.Select(m => m.Id)];
        foreach (CatalogModel model in models)
        {
            foreach (string unknown in model.Requires.Where(r => !ids.Contains(r)))
            {
                problems.Add(new InputException($"requires '{unknown}', which is no model", path, field: "models." + model.Id, remedy: NearestName.Suggest(unknown, ids)));
            }
        }

        if (problems.Count == 0 && models.Find(m => Reaches(models, m, m.Id, [])) is { } circular)
        {
            problems.Add(new InputException("requires itself", path, field: "models." + circular.Id));
        }

        // two models may share a file, but not give it two contents
        var owners = new Dictionary<string, (CatalogModel Model, CatalogFile File)>(StringComparer.Ordinal);
        foreach (CatalogModel model in models)
        {
            foreach (CatalogFile file in model.Files.Where(f => !owners.TryAdd(SafePath.Fold(model.KeyOf(f)), (model, f))))
            {
                (CatalogModel other, CatalogFile same) = owners[SafePath.Fold(model.KeyOf(file))];
                if (file.Sha256 is null || file.Sha256 != same.Sha256)
                {
                    problems.Add(new InputException(
                        $"'{model.KeyOf(file)}' also belongs to '{other.Id}'",
                        path,
                        field: "models." + model.Id,
                        expected: "each file in one model, or the same sha256 in both",
                        remedy: $"choose another folder, or replace '{other.Id}'"));
                }
            }
        }

        if (problems.Count > 0)
        {
            throw new InputException(problems);
        }
    }

    private static bool Reaches(List<CatalogModel> models, CatalogModel from, string id, HashSet<string> seen) => from.Requires.Any(r =>
        r == id || (seen.Add(r) && models.Find(m => m.Id == r) is { } next && Reaches(models, next, id, seen)));

    private static string? DefaultManifest(Func<string, string?> environment) =>
        DefaultManifestPath(environment) is { } path && File.Exists(path) ? path : null;

    private static string ReadResource(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the resource {name} is missing");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
