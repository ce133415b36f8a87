namespace PocketTts.Eval.Core.Statistics;

/// <summary>Exact test of a share of independent trials against a fixed value.</summary>
public static class BinomialTest
{
    // what is as likely as the observed but for rounding counts as equally likely
    private const double Tolerance = 1 + 1e-7;

    /// <summary>
    /// Tests whether the chance of success is <paramref name="chance"/>. One-sided values are binomial tails; the two-sided one sums all outcomes
    /// that are not more likely than the observed one (J. D. Gibbons, J. W. Pratt, American Statistician 29(1), 1975).
    /// </summary>
    /// <param name="successes">k, 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">n, at least 0.</param>
    /// <param name="chance">The hypothesis, in [0, 1].</param>
    /// <returns>The p-values; all 1 without trials.</returns>
    public static TestProbabilities Of(long successes, long trials, double chance)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        if (!(chance is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(chance), chance, "a chance lies in [0, 1]");
        }

        double bound = Distributions.BinomialProbability(successes, trials, chance) * Tolerance;
        double twoSided = 0;
        for (long k = 0; k <= trials; k++)
        {
            double probability = Distributions.BinomialProbability(k, trials, chance);
            twoSided += probability <= bound ? probability : 0;
        }

        return new TestProbabilities(
            Math.Min(1, twoSided),
            Distributions.BinomialSurvival(successes - 1, trials, chance),
            Distributions.BinomialCdf(successes, trials, chance));
    }
}
