using System.Collections.Immutable;
using PocketTts.Eval.Core.Gating.Figures;
using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Core.Gating.Comparison;

/// <summary>Head against base in one metric over the texts that both have.</summary>
public sealed record MetricDifference
{
    /// <summary>The metric.</summary>
    public required Metric Metric { get; init; }

    /// <summary>Slice of the texts or of the systems, e.g. <c>tag numbers</c>; empty for all.</summary>
    public string Slice { get; init; } = string.Empty;

    /// <summary>Base's value over the common texts.</summary>
    public required MetricValue Base { get; init; }

    /// <summary>Head's value over the common texts.</summary>
    public required MetricValue Head { get; init; }

    /// <summary>True when <see cref="Change"/> is a fraction of base (times), false for a difference in natural units.</summary>
    public bool IsRelative { get; init; }

    /// <summary>Head minus base, or head ÷ base - 1; null when there is nothing to compare.</summary>
    public double? Change { get; init; }

    /// <summary>95 % interval of <see cref="Change"/>.</summary>
    public Interval? ChangeInterval { get; init; }

    /// <summary>Two-sided p-value of "nothing differs".</summary>
    public double? Probability { get; init; }

    /// <summary>The same corrected for all metrics and slices of the comparison (Holm).</summary>
    public double? AdjustedProbability { get; init; }

    /// <summary>Name of the test.</summary>
    public string? TestName { get; init; }

    /// <summary>The smallest change (of either sign) that the test finds with a chance of 80 %.</summary>
    public double? Detectable { get; init; }

    /// <summary>Texts that both have.</summary>
    public int Texts { get; init; }

    /// <summary>Texts that only base has.</summary>
    public ImmutableArray<TextKey> OnlyBase { get; init; } = [];

    /// <summary>Texts that only head has.</summary>
    public ImmutableArray<TextKey> OnlyHead { get; init; } = [];

    /// <summary>True for times that were measured in turn; null for other metrics.</summary>
    public bool? IsInterleaved { get; init; }

    /// <summary>What is said of it.</summary>
    public required DifferenceVerdict Verdict { get; init; }

    /// <summary>Why there is no verdict, or null.</summary>
    public string? Reason { get; init; }
}
