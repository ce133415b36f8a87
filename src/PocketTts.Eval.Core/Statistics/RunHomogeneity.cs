namespace PocketTts.Eval.Core.Statistics;

/// <summary>Whether failures spread evenly over runs, or one process went bad: χ² of the table runs × (failed, good) (K. Pearson, 1900).</summary>
/// <param name="ChiSquared">Σ (observed - expected)² ÷ expected.</param>
/// <param name="Degrees">Runs - 1.</param>
/// <param name="Probability">p-value of "all runs have the same failure chance".</param>
public sealed record RunHomogeneity(double ChiSquared, int Degrees, double Probability)
{
    /// <summary>Tests runs.</summary>
    /// <param name="failures">Failures of each run.</param>
    /// <param name="trials">Trials of each run, at least 1 each.</param>
    /// <returns>The result; null with fewer than 2 runs, and when nothing or everything failed, where there is nothing to spread.</returns>
    public static RunHomogeneity? Of(ReadOnlySpan<long> failures, ReadOnlySpan<long> trials)
    {
        if (failures.Length != trials.Length)
        {
            throw new ArgumentException("failures and trials differ in number", nameof(trials));
        }

        long failed = 0;
        long all = 0;
        for (int i = 0; i < trials.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(trials[i], 1, nameof(trials));
            ArgumentOutOfRangeException.ThrowIfNegative(failures[i], nameof(failures));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(failures[i], trials[i], nameof(failures));
            failed += failures[i];
            all += trials[i];
        }

        if (trials.Length < 2 || failed == 0 || failed == all)
        {
            return null;
        }

        double share = (double)failed / all;
        double sum = 0;
        for (int i = 0; i < trials.Length; i++)
        {
            double excess = failures[i] - (share * trials[i]);
            sum += excess * excess / (share * (1 - share) * trials[i]);
        }

        return new RunHomogeneity(sum, trials.Length - 1, Distributions.ChiSquaredSurvival(sum, trials.Length - 1));
    }
}
