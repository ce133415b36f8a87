using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Core.Gating.Figures;

/// <summary>What a metric says of one system.</summary>
/// <param name="Value">Natural value (a fraction, seconds, bytes); null when no take has one.</param>
/// <param name="Interval">Its interval; null when there are too few texts, or the kind has none.</param>
/// <param name="Texts">Texts with a value.</param>
/// <param name="Takes">Takes that entered.</param>
/// <param name="EffectiveTakes">For rates: how many independent takes (of rates per word: words) they are worth; null where that cannot be said.</param>
/// <param name="UnknownTakes">Takes in scope that did not fail and have no value: not reached, or not measured.</param>
public sealed record MetricValue(double? Value, Interval? Interval, int Texts, int Takes, double? EffectiveTakes, int UnknownTakes)
{
    /// <summary>For <see cref="MetricKind.Worst"/> and <see cref="MetricKind.Peak"/>: where the largest value is; null for others and without value.</summary>
    public string? Place { get; init; }
}
