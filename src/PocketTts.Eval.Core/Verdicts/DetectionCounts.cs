namespace PocketTts.Eval.Core.Verdicts;

/// <summary>How well one verdict was found where the truth was known.</summary>
/// <param name="Positives">Words that truly had the fault, at least 1.</param>
/// <param name="Detected">Of them, given the right verdict.</param>
/// <param name="Negatives">Words that did not have it, at least 1.</param>
/// <param name="FalseAlarms">Of them, given the verdict.</param>
public sealed record DetectionCounts(long Positives, long Detected, long Negatives, long FalseAlarms)
{
    /// <summary>Share of the true ones that were found.</summary>
    public double Sensitivity => (double)Detected / Positives;

    /// <summary>Share of the others that were left alone.</summary>
    public double Specificity => 1 - ((double)FalseAlarms / Negatives);
}
