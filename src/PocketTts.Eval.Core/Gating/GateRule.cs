using System.Collections.Immutable;
using PocketTts.Eval.Core.Gating.Figures;

namespace PocketTts.Eval.Core.Gating;

/// <summary>One rule: a metric of some systems on some texts, and its limits. It is decided once for each system it is about.</summary>
public sealed record GateRule
{
    /// <summary>Its name, unique in the file.</summary>
    public required string Name { get; init; }

    /// <summary>The metric.</summary>
    public required Metric Metric { get; init; }

    /// <summary>Its limits, at least one; all must hold.</summary>
    public required ImmutableArray<GateLimit> Limits { get; init; }

    /// <summary>Ids of the systems it is about; empty for all.</summary>
    public ImmutableArray<string> Systems { get; init; } = [];

    /// <summary>Texts it is about.</summary>
    public FigureScope Scope { get; init; } = FigureScope.All;

    /// <summary>Whose transcripts; null for the run's first recognizer.</summary>
    public string? RecognizerId { get; init; }

    /// <summary>With fewer texts it is inconclusive; at least 1, default 2.</summary>
    public int MinimumTexts { get; init; } = 2;

    /// <summary>With fewer counted takes it is inconclusive; at least 1, default 2.</summary>
    public int MinimumTakes { get; init; } = 2;

    /// <summary>When it fails against a baseline.</summary>
    public FailWhen FailWhen { get; init; } = FailWhen.Worse;

    /// <summary>True when the value as it is decides, without an interval: for things that do not vary, or must never happen.</summary>
    public bool IsObserved { get; init; }

    /// <summary>True when it only reports: it never changes the gate's state.</summary>
    public bool IsAdvisory { get; init; }

    /// <summary>True when times of two runs may fail: whoever sets it answers for the machine's drift between them.</summary>
    public bool AllowsSeparateRuns { get; init; }

    /// <summary>Where it is written, or null.</summary>
    public RuleSource? Source { get; init; }
}
