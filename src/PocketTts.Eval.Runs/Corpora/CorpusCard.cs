using System.Collections.Immutable;

namespace PocketTts.Eval.Runs.Corpora;

/// <summary>What <c>corpus.yaml</c> says of a corpus.</summary>
/// <param name="Name">Name of the corpus.</param>
/// <param name="Title">One line that says what it holds.</param>
/// <param name="Language">BCP 47 tag of its texts.</param>
/// <param name="Licence">SPDX identifier, or <c>unknown</c>.</param>
public sealed record CorpusCard(string Name, string Title, string Language, string Licence)
{
    /// <summary>The question the corpus answers, or null.</summary>
    public string? Purpose { get; init; }

    /// <summary>Who should worry when it fails, or null.</summary>
    public string? Audience { get; init; }

    /// <summary>Where the texts are from, or null.</summary>
    public string? Source { get; init; }

    /// <summary>Tags of the corpus and what they mean.</summary>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>What was measured of the utterance file, or null.</summary>
    public CardMeasures? Measured { get; init; }
}
