using System.Collections.Immutable;
using PocketTts.Eval.Core.Gating.Figures;

namespace PocketTts.Eval.Core.Gating;

/// <summary>A rule decided for one system.</summary>
public sealed record RuleDecision
{
    /// <summary>The rule.</summary>
    public required GateRule Rule { get; init; }

    /// <summary>The system of head.</summary>
    public required string SystemId { get; init; }

    /// <summary>The system of the baseline, or null.</summary>
    public string? BaselineSystemId { get; init; }

    /// <summary>Whose transcripts.</summary>
    public required string RecognizerId { get; init; }

    /// <summary>The worst of its checks.</summary>
    public required GateState State { get; init; }

    /// <summary>Head's value, over the texts that the baseline has too where it is compared.</summary>
    public required MetricValue Head { get; init; }

    /// <summary>The baseline's value over the same texts; null without a baseline.</summary>
    public MetricValue? Baseline { get; init; }

    /// <summary>One check a limit.</summary>
    public required ImmutableArray<GateCheck> Checks { get; init; }

    /// <summary>What a reader should know beside the state.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>The command that gives this decision again.</summary>
    public required string Command { get; init; }

    /// <summary>The check that made the state.</summary>
    public GateCheck Deciding => Checks.MaxBy(c => c.State)!;
}
