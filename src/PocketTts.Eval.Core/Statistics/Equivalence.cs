namespace PocketTts.Eval.Core.Statistics;

/// <summary>
/// Shows that a difference is small, where an ordinary test could only fail to show that it is large. Non-inferior: not worse than a margin.
/// Equivalent: within a margin on both sides (two one-sided tests; D. J. Schuirmann, Journal of Pharmacokinetics and Biopharmaceutics 15(6), 1987).
/// </summary>
public static class Equivalence
{
    /// <summary>p-value of "the true value is at or above a margin": small values show that it is below.</summary>
    /// <param name="estimate">Estimate of candidate - baseline, larger being worse.</param>
    /// <param name="margin">Largest tolerable value.</param>
    /// <returns>The p-value; 0 or 1 for an estimate without error.</returns>
    public static double NonInferiority(MeanEstimate estimate, double margin) =>
        estimate.Test(margin)?.Less ?? (estimate.Mean < margin ? 0 : 1);

    /// <summary>p-value of "the true value is outside [low, high]": the larger of two one-sided p-values.</summary>
    /// <param name="estimate">Estimate of a difference.</param>
    /// <param name="low">Lower margin.</param>
    /// <param name="high">Upper margin, above the lower.</param>
    /// <returns>The p-value.</returns>
    public static double TwoOneSided(MeanEstimate estimate, double low, double high)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(low, high);
        double aboveLow = estimate.Test(low)?.Greater ?? (estimate.Mean > low ? 0 : 1);
        return Math.Max(aboveLow, NonInferiority(estimate, high));
    }

    /// <summary>
    /// Non-inferiority of two independent shares: true when the upper end of Newcombe's interval of candidate - baseline with confidence
    /// 1 - 2α lies below the margin.
    /// </summary>
    /// <param name="candidateFailures">Failures of the candidate.</param>
    /// <param name="candidateTrials">Its trials, above 0.</param>
    /// <param name="baselineFailures">Failures of the baseline.</param>
    /// <param name="baselineTrials">Its trials, above 0.</param>
    /// <param name="margin">Largest tolerable difference.</param>
    /// <param name="alpha">Chance of a wrong "true", above 0 and below ½.</param>
    /// <returns>True when shown.</returns>
    public static bool IsNonInferior(
        double candidateFailures, double candidateTrials, double baselineFailures, double baselineTrials, double margin, double alpha = .05) =>
        TwoProportions.NewcombeDifference(candidateFailures, candidateTrials, baselineFailures, baselineTrials, 1 - (2 * alpha)).High < margin;
}
