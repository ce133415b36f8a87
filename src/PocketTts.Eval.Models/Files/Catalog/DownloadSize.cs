using System.Collections.Immutable;

namespace PocketTts.Eval.Models.Files.Catalog;

/// <summary>How much a fetch of a model brings when nothing is here.</summary>
/// <param name="Bytes">Sum of the sizes that are known.</param>
/// <param name="IsWhole">True when every size is known.</param>
public sealed record DownloadSize(long Bytes, bool IsWhole)
{
    /// <summary>The size of the default selection with everything the model requires.</summary>
    /// <param name="model">A model.</param>
    /// <param name="catalog">Where its requirements are.</param>
    public static DownloadSize Of(CatalogModel model, ModelCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(catalog);
        ImmutableArray<CatalogFile> files = [.. catalog.WithRequirements(model.Id).SelectMany(m => FileSelection.Default.Of(m)).Where(f => !f.IsOptional)];
        return new DownloadSize(files.Sum(f => f.Bytes ?? 0), files.All(f => f.Bytes is not null));
    }
}
