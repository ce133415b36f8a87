using System.Collections.Immutable;

namespace PocketTts.Eval.Models.Files.Catalog;

/// <summary>One file of a model, or an archive that holds the model's files.</summary>
public sealed record CatalogFile
{
    /// <summary>Name below the model's folder, parts joined by <c>/</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Where it can be had, best first; absolute http or https addresses, at least one.</summary>
    public required ImmutableArray<Uri> Urls { get; init; }

    /// <summary>Size in bytes, or null when it was not published.</summary>
    public long? Bytes { get; init; }

    /// <summary>SHA-256 of the content, 64 lower-case hexadecimal digits, or null: pinned on first download.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Precision this file belongs to, or null when every precision needs it.</summary>
    public string? Precision { get; init; }

    /// <summary>Voice this file is, or null.</summary>
    public string? Voice { get; init; }

    /// <summary>True when the model works without it: a source that does not have it is no error.</summary>
    public bool IsOptional { get; init; }

    /// <summary>How to unpack it, or null for a plain file.</summary>
    public CatalogArchive? Archive { get; init; }
}
