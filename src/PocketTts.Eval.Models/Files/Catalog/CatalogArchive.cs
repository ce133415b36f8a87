namespace PocketTts.Eval.Models.Files.Catalog;

/// <summary>How an archive (<c>.tar</c>, <c>.tar.gz</c>, <c>.tar.bz2</c>, <c>.zip</c>) is unpacked into the model's folder.</summary>
/// <param name="StripParts">Leading parts of each name that are dropped, 0 to 5.</param>
/// <param name="MaximumBytes">Most bytes that may come out of it.</param>
public sealed record CatalogArchive(int StripParts, long MaximumBytes);
