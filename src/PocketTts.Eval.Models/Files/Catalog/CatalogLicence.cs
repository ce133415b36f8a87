using System.Collections.Immutable;

namespace PocketTts.Eval.Models.Files.Catalog;

/// <summary>What a model may be used for, as its publishers say.</summary>
/// <param name="Name">Short name, SPDX where there is one.</param>
/// <param name="Url">Where the text is.</param>
/// <param name="CommercialUse">Whether commercial use is allowed.</param>
/// <param name="Notes">Sentences a user must know.</param>
public sealed record CatalogLicence(string Name, Uri? Url, CommercialUse CommercialUse, ImmutableArray<string> Notes);
