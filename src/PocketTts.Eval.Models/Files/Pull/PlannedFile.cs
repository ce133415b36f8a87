using PocketTts.Eval.Models.Files.Catalog;

namespace PocketTts.Eval.Models.Files.Pull;

/// <summary>A file that a fetch is about.</summary>
/// <param name="Model">Model it belongs to.</param>
/// <param name="File">The file.</param>
internal sealed record PlannedFile(CatalogModel Model, CatalogFile File)
{
    /// <summary>Name below the models folder.</summary>
    public string Key => Model.KeyOf(File);
}
