using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Runs.Catalog;

/// <summary>A run folder as a list shows it.</summary>
public sealed record RunEntry
{
    /// <summary>Path of the folder.</summary>
    public required string Folder { get; init; }

    /// <summary>What is wrong with it, or null; then only the folder, the size and the time are known.</summary>
    public string? Problem { get; init; }

    /// <summary>How far it got; null when unknown.</summary>
    public RunStatus? Status { get; init; }

    /// <summary>True while a run works in it.</summary>
    public required bool IsRunning { get; init; }

    /// <summary>First start, UTC; null when unknown.</summary>
    public DateTimeOffset? CreatedUtc { get; init; }

    /// <summary>Last change of any of its files, UTC.</summary>
    public required DateTimeOffset ChangedUtc { get; init; }

    /// <summary>Ids of its systems.</summary>
    public ImmutableArray<string> Systems { get; init; } = [];

    /// <summary>Takes it consists of; null when unknown.</summary>
    public int? PlannedTakes { get; init; }

    /// <summary>Takes that have sound or a failure; null when unknown.</summary>
    public int? FinishedTakes { get; init; }

    /// <summary>Takes whose synthesis failed; null when unknown.</summary>
    public int? FailedTakes { get; init; }

    /// <summary>Size of all its files in bytes.</summary>
    public required long SizeBytes { get; init; }
}
