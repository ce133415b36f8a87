using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Speed;

/// <summary>A bench: <c>bench.json</c>, and what <c>reports/machines/</c> collects. Holds no path, no name of a computer or user.</summary>
public sealed record BenchReport
{
    /// <summary>Version of the format that this tool writes and reads.</summary>
    public const int CurrentSchema = 1;

    /// <summary>Version of the format.</summary>
    public required int SchemaVersion { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset CreatedUtc { get; init; }

    /// <summary>How long it took in seconds.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>Version of this tool with the commit it was built from.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>Versions of the packages that decide speed, by name.</summary>
    public ImmutableSortedDictionary<string, string> Packages { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>What whoever measured wants to have said, e.g. that the weights are random; null for nothing.</summary>
    public string? Remark { get; init; }

    /// <summary>The computer.</summary>
    public required BenchMachine Machine { get; init; }

    /// <summary>Name of the corpus.</summary>
    public required string Corpus { get; init; }

    /// <summary>SHA-256 of its utterance file.</summary>
    public required string CorpusSha256 { get; init; }

    /// <summary>Rounds; in each, every set-up speaks one text of each length.</summary>
    public required int Rounds { get; init; }

    /// <summary>Untimed takes of each set-up before the first round.</summary>
    public required int WarmUps { get; init; }

    /// <summary>Seed that the takes' seeds follow from.</summary>
    public required long Seed { get; init; }

    /// <summary>Recognizer that listened for lost words; null when none did.</summary>
    public string? CheckedBy { get; init; }

    /// <summary>The set-ups in the order given.</summary>
    public required ImmutableArray<BenchSystem> Systems { get; init; }

    /// <summary>Each set-up of synthesizers against the first, each of recognizers against the first.</summary>
    public ImmutableArray<BenchComparison> Comparisons { get; init; } = [];

    /// <summary>What a reader should know.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}
