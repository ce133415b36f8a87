using System.Collections.Immutable;

namespace PocketTts.Eval.Runs.Corpora.Import;

/// <summary>How texts are to be imported. What is null follows from the source.</summary>
public sealed record ImportOptions
{
    /// <summary>Name of the format (<see cref="CorpusImporter.Formats"/>), or null to guess it.</summary>
    public string? Format { get; init; }

    /// <summary>Name of the corpus, or null for that of the file.</summary>
    public string? Name { get; init; }

    /// <summary>Its title, or null for the first heading or the file's name.</summary>
    public string? Title { get; init; }

    /// <summary>BCP 47 tag of texts that name none.</summary>
    public string Language { get; init; } = CorpusReader.DefaultLanguage;

    /// <summary>SPDX identifier of the texts' licence.</summary>
    public string Licence { get; init; } = "unknown";

    /// <summary>Columns or fields by what they hold (<c>text</c>, <c>id</c>, <c>language</c>, <c>tags</c>, <c>accepted</c>, <c>promptAudio</c>, <c>promptText</c>), for CSV and JSONL.</summary>
    public ImmutableSortedDictionary<string, string> Map { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Sign between the columns of a CSV file, or null to guess it.</summary>
    public char? Delimiter { get; init; }

    /// <summary>False when the first row of a CSV file is a text; columns are then named by number from 1.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>What becomes an utterance, for running text.</summary>
    public TextUnit Unit { get; init; } = TextUnit.Sentence;

    /// <summary>True to write texts in lower case: texts in capitals are spelled letter by letter by some engines.</summary>
    public bool IsLowerCased { get; init; }

    /// <summary>False to leave prompt recordings out.</summary>
    public bool HasPrompts { get; init; } = true;

    /// <summary>Texts at most, or null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>True to replace a corpus that is there.</summary>
    public bool Replaces { get; init; }
}
