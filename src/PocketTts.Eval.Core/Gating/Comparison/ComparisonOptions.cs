using System.Collections.Immutable;
using PocketTts.Eval.Core.Gating.Figures;

namespace PocketTts.Eval.Core.Gating.Comparison;

/// <summary>What is compared, and how surely.</summary>
public sealed record ComparisonOptions
{
    /// <summary>Metrics; default those that say different things and are of use to everyone: every further line makes each the less certain.</summary>
    public ImmutableArray<Metric> Metrics { get; init; } = MetricCatalog.Usual;

    /// <summary>What the texts are split by; default nothing.</summary>
    public SliceKind SliceBy { get; init; } = SliceKind.None;

    /// <summary>Whose transcripts; null for head's first recognizer.</summary>
    public string? RecognizerId { get; init; }

    /// <summary>Chance of a false "better" or "worse" over all metrics and slices together; default .05.</summary>
    public double Alpha { get; init; } = .05;
}
