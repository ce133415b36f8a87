using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Speed;

/// <summary>What was measured of one set-up.</summary>
public sealed record BenchSystem
{
    /// <summary>What it is.</summary>
    public required BenchSetup Setup { get; init; }

    /// <summary>What starting costs; null when it was not measured.</summary>
    public BenchStart? Start { get; init; }

    /// <summary>All takes together. Each text counts as often as it was spoken.</summary>
    public required BenchRow All { get; init; }

    /// <summary>The takes by length of text, ascending.</summary>
    public required ImmutableArray<BenchRow> Lengths { get; init; }

    /// <summary>Takes that do not count, by reason, most frequent first.</summary>
    public ImmutableArray<BenchFailure> Failures { get; init; } = [];

    /// <summary>Working set after the last take in bytes.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Largest working set of the process in bytes.</summary>
    public long? PeakMemoryBytes { get; init; }

    /// <summary>Words of the sounds that a recognizer listened to; null when none did.</summary>
    public int? CheckedWords { get; init; }

    /// <summary>Of these, words that it did not find.</summary>
    public int? LostWords { get; init; }

    /// <summary>The long session; null when there was none.</summary>
    public SoakReport? Soak { get; init; }
}
