using PocketTts.Eval.Models.Files.Catalog;

namespace PocketTts.Eval.Models.Files.Store;

/// <summary>The folders of the hub that look like the folder of a model.</summary>
internal static class HuggingFaceFolders
{
    /// <summary>Folders in which the model's files lie under the names they have below the model's folder.</summary>
    /// <param name="model">A model.</param>
    public static IEnumerable<HuggingFaceAddress> Of(CatalogModel model) => model.Files
        .SelectMany(f => f.Urls.Select(u => (f.Path, Address: HuggingFaceAddress.TryParse(u))))
        .Where(f => f.Address is not null && (f.Address.Path == f.Path || f.Address.Path.EndsWith("/" + f.Path, StringComparison.Ordinal)))
        .Select(f => f.Address! with { Path = f.Address.Path[..^f.Path.Length] })
        .Distinct();
}
