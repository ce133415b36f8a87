using System.Collections.Immutable;
using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Files.Catalog;

namespace PocketTts.Eval.Models.Files.Pull;

/// <summary>Works out which files the user asks for.</summary>
internal static class PullPlanner
{
    /// <summary>The files of some models and of what they require, each once.</summary>
    /// <param name="catalog">The manifest.</param>
    /// <param name="items">What the user asks for.</param>
    /// <exception cref="InputException">A model, precision or voice does not exist; every error is named.</exception>
    public static ImmutableArray<PlannedFile> Plan(ModelCatalog catalog, IReadOnlyList<PullItem> items)
    {
        var problems = new List<InputException>();
        var files = new Dictionary<string, PlannedFile>(StringComparer.Ordinal);
        foreach (PullItem item in items)
        {
            try
            {
                foreach (PlannedFile file in Plan(catalog, item))
                {
                    files.TryAdd(file.Key, file);
                }
            }
            catch (InputException e)
            {
                problems.Add(e);
            }
        }

        return problems.Count == 0 ? [.. files.Values] : throw new InputException(problems);
    }

    private static IEnumerable<PlannedFile> Plan(ModelCatalog catalog, PullItem item)
    {
        IReadOnlyList<CatalogModel> models = catalog.WithRequirements(item.ModelId);
        item.Selection.ThrowIfUnknown(item.ModelId, models);
        return models.SelectMany(m => item.Selection.Of(m).Select(f => new PlannedFile(m, f)));
    }
}
