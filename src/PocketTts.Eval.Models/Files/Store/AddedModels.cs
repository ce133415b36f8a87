using System.Collections.Immutable;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Models.Files.Store;

/// <summary>The user's own models, listed in <c>models.added.json</c> of a models folder.</summary>
internal static class AddedModels
{
    /// <summary>Name of the list.</summary>
    public const string FileName = "models.added.json";

    /// <summary>Reads the list of one models folder.</summary>
    /// <param name="root">The models folder.</param>
    /// <returns>Models by id; empty when there is no list.</returns>
    /// <exception cref="InputException">The list is damaged.</exception>
    public static ImmutableSortedDictionary<string, AddedModel> Read(string root) =>
        StoreJson.Read(Path.Combine(root, FileName), StoreJson.Default.AddedDocument, d => d.Version)?.Models
        ?? ImmutableSortedDictionary<string, AddedModel>.Empty;

    /// <summary>Changes the list of one models folder; the caller holds its lock.</summary>
    /// <param name="root">The models folder.</param>
    /// <param name="change">Makes the new list from the old one.</param>
    /// <exception cref="InputException">The list is damaged or cannot be written.</exception>
    public static void Change(string root, Func<ImmutableSortedDictionary<string, AddedModel>, ImmutableSortedDictionary<string, AddedModel>> change) =>
        StoreJson.Write(Path.Combine(root, FileName), new AddedDocument(StoreJson.Version, change(Read(root)).WithComparers(StringComparer.Ordinal)), StoreJson.Default.AddedDocument);
}
