using System.Collections.Immutable;

namespace PocketTts.Eval.Models.Files.Catalog;

/// <summary>One model of the manifest: what it is, where it comes from, what it may be used for.</summary>
public sealed record CatalogModel
{
    /// <summary>Name in commands, e.g. <c>kokoro-82m</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What it is, one line.</summary>
    public required string Title { get; init; }

    /// <summary>Engine that uses it: <c>kokoro</c>, <c>whisper</c>, <c>pocket</c>, <c>dnsmos</c>, <c>whisper.net</c>.</summary>
    public required string Engine { get; init; }

    /// <summary>Folder below a models folder, parts joined by <c>/</c>.</summary>
    public required string Folder { get; init; }

    /// <summary>What it may be used for.</summary>
    public required CatalogLicence Licence { get; init; }

    /// <summary>All files, voices included.</summary>
    public required ImmutableArray<CatalogFile> Files { get; init; }

    /// <summary>Language codes; <c>many</c> for a multilingual model.</summary>
    public ImmutableArray<string> Languages { get; init; } = [];

    /// <summary>Ids of models that are fetched with it.</summary>
    public ImmutableArray<string> Requires { get; init; } = [];

    /// <summary>What else it needs, in words, e.g. a system library.</summary>
    public ImmutableArray<string> Needs { get; init; } = [];

    /// <summary>Precision that is fetched when none is named; null when the model has no precisions.</summary>
    public string? DefaultPrecision { get; init; }

    /// <summary>Voices that are fetched when none is named; empty: all.</summary>
    public ImmutableArray<string> DefaultVoices { get; init; } = [];

    /// <summary>True for the model that is offered when an engine finds none.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Path of the user's manifest it comes from, or null when it is built in.</summary>
    public string? Origin { get; init; }

    /// <summary>Names of the precisions, in file order.</summary>
    public ImmutableArray<string> Precisions => [.. Files.Select(f => f.Precision).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>Names of the voices, in file order.</summary>
    public ImmutableArray<string> Voices => [.. Files.Select(f => f.Voice).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>Name of a file below a models folder.</summary>
    /// <param name="file">One of <see cref="Files"/>.</param>
    public string KeyOf(CatalogFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return Folder + "/" + file.Path;
    }
}
