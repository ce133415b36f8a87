using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Speech;

/// <summary>What a ready recognizer is: everything that changes what it writes.</summary>
public sealed record RecognizerInfo
{
    /// <summary>Name in tables, e.g. <c>whisper-base</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Engine name, e.g. <c>whisper</c>.</summary>
    public required string Engine { get; init; }

    /// <summary>Version of our implementation; raised whenever equal audio may give another transcript.</summary>
    public required string EngineVersion { get; init; }

    /// <summary>
    /// Version of the evidence beyond the transcript that this recognizer gives (<see cref="IEvidenceRecognizer"/>); raised whenever equal sound and
    /// text may give other evidence. Null when it gives none.
    /// </summary>
    public string? EvidenceVersion { get; init; }

    /// <summary>Every setting that changes the transcript (language, precision, decoding), by name.</summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Model files in use.</summary>
    public ImmutableArray<ModelFile> Files { get; init; } = [];

    /// <summary>Things the user should know, e.g. that the graph is dynamically quantized.</summary>
    public ImmutableArray<TakeWarning> Warnings { get; init; } = [];
}
