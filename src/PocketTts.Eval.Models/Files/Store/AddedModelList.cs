using PocketTts.Eval.Core;

namespace PocketTts.Eval.Models.Files.Store;

/// <summary>All models that were added where they are.</summary>
public static class AddedModelList
{
    /// <summary>Reads the lists of all models folders; the first wins for an id.</summary>
    /// <param name="folders">The models folders.</param>
    /// <returns>Ids, the models folders that list them, and the models.</returns>
    /// <exception cref="InputException">A list is damaged.</exception>
    public static IReadOnlyList<(string Id, string Root, AddedModel Model)> Read(ModelFolders folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        return [.. folders.Roots.SelectMany(root => AddedModels.Read(root).Select(m => (m.Key, root, m.Value))).DistinctBy(m => m.Key, StringComparer.Ordinal)];
    }
}
