namespace PocketTts.Eval.Runs.Corpora.Import;

/// <summary>A written form of a set of texts that can be imported.</summary>
internal interface ICorpusFormat
{
    /// <summary>Name for <c>--format</c>.</summary>
    string Name { get; }

    /// <summary>Its shape in one line.</summary>
    string Shape { get; }

    /// <summary>Why a source looks like this form, or null when it does not.</summary>
    string? Recognize(ImportSource source);

    /// <summary>Reads all texts.</summary>
    /// <param name="source">The source.</param>
    /// <param name="options">Column names, unit of text.</param>
    /// <param name="notes">Takes what was left out.</param>
    /// <exception cref="Core.InputException">A line is wrong: file, line, reason.</exception>
    IEnumerable<ImportedText> Read(ImportSource source, ImportOptions options, ImportNotes notes);
}
