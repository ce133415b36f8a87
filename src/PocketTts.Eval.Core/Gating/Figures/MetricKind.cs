namespace PocketTts.Eval.Core.Gating.Figures;

/// <summary>How a metric is made of its takes.</summary>
public enum MetricKind
{
    /// <summary>Σ numerators ÷ Σ denominators over counted takes; texts are the independent units.</summary>
    Rate,

    /// <summary>Mean over texts of the text's own rate.</summary>
    MeanOfTexts,

    /// <summary>Median over texts of the text's median; compared by the pseudomedian of paired ratios; within one machine only.</summary>
    Time,

    /// <summary>The largest value of any take; judged as it is, without an interval; within one machine only.</summary>
    Peak,

    /// <summary>The largest value of any take of any text that is not quarantined; judged as it is, without an interval.</summary>
    Worst,
}
