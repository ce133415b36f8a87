using System.Collections.Immutable;

namespace PocketTts.Eval.Runs.Corpora.Import;

/// <summary>A text as a source has it.</summary>
/// <param name="Line">One-based line of the source it begins in.</param>
/// <param name="Text">The text.</param>
internal sealed record ImportedText(int Line, string Text)
{
    /// <summary>Its name in the source, or null when it has none.</summary>
    public string? Id { get; init; }

    /// <summary>BCP 47 tag, or null.</summary>
    public string? Language { get; init; }

    /// <summary>Tags as the source has them.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Other readings that are right.</summary>
    public ImmutableArray<string> Accepted { get; init; } = [];

    /// <summary>Recording of the voice to clone, relative to the source's folder, or null.</summary>
    public string? PromptAudio { get; init; }

    /// <summary>What is said in it, or null.</summary>
    public string? PromptText { get; init; }

    /// <summary>File the text is from when the source is a folder, or null.</summary>
    public string? File { get; init; }
}
