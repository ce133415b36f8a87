using System.Collections.Immutable;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Core.Results;

/// <summary>What a run is: everything of <c>run.json</c> that a reader of results needs.</summary>
public sealed record RunInfo
{
    /// <summary>Version of the run folder's format.</summary>
    public required int SchemaVersion { get; init; }

    /// <summary>Name of the run: its folder's name.</summary>
    public required string Name { get; init; }

    /// <summary>When the run was first started, UTC.</summary>
    public required DateTimeOffset CreatedUtc { get; init; }

    /// <summary>How far it got.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>Version of this tool with the commit it was built from, e.g. <c>0.1.0+0123456789ab</c>.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>Versions of the packages that decide results, by name, e.g. <c>Microsoft.ML.OnnxRuntime</c>.</summary>
    public ImmutableSortedDictionary<string, string> Packages { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Commit of the working directory's repository, with <c>-dirty</c> when it had changes; null outside a repository.</summary>
    public string? GitCommit { get; init; }

    /// <summary>The computer.</summary>
    public required MachineRecord Machine { get; init; }

    /// <summary>Systems in plan order.</summary>
    public required ImmutableArray<RunSystem> Systems { get; init; }

    /// <summary>Recognizers in plan order.</summary>
    public required ImmutableArray<RecognizerInfo> Recognizers { get; init; }

    /// <summary>Corpora in plan order.</summary>
    public required ImmutableArray<RunCorpus> Corpora { get; init; }

    /// <summary>Takes per pair of system and utterance.</summary>
    public required int Repeats { get; init; }

    /// <summary>Seed of the plan.</summary>
    public required long Seed { get; init; }

    /// <summary>Identity of the text normalizer that scores were made with, e.g. <c>plain/1</c>.</summary>
    public required string Normalizer { get; init; }
}
