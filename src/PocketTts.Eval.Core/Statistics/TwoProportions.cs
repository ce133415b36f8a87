using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Core.Statistics;

/// <summary>Two shares of independent trials, x₁ ÷ n₁ and x₂ ÷ n₂.</summary>
public static class TwoProportions
{
    private const double Tolerance = 1 + 1e-7;

    /// <summary>
    /// Newcombe's interval of p₁ - p₂ from the Wilson intervals (l, u) of both: low = p₁ - p₂ - √((p₁ - l₁)² + (u₂ - p₂)²), high with
    /// (u₁ - p₁)² + (p₂ - l₂)² (R. G. Newcombe, Statistics in Medicine 17, 1998, method 10). The numbers may be effective numbers.
    /// </summary>
    /// <param name="successes1">x₁, 0 to <paramref name="trials1"/>.</param>
    /// <param name="trials1">n₁, above 0.</param>
    /// <param name="successes2">x₂, 0 to <paramref name="trials2"/>.</param>
    /// <param name="trials2">n₂, above 0.</param>
    /// <param name="confidence">Coverage, above 0 and below 1.</param>
    /// <returns>The interval, in [-1, 1].</returns>
    public static Interval NewcombeDifference(double successes1, double trials1, double successes2, double trials2, double confidence = .95) =>
        SquareAndAdd(
            successes1 / trials1,
            ProportionIntervals.Wilson(successes1, trials1, confidence),
            successes2 / trials2,
            ProportionIntervals.Wilson(successes2, trials2, confidence));

    /// <summary>
    /// Interval of a difference of two estimates from their own intervals, which need not be symmetric ("square and add", R. G. Newcombe as above; G. Y. Zou, A. Donner,
    /// Statistics in Medicine 27, 2008, call it MOVER). What the estimates have in common is taken out: the sides are √(a² - 2φab + b²).
    /// </summary>
    /// <param name="first">First estimate.</param>
    /// <param name="firstInterval">Its interval.</param>
    /// <param name="second">Second estimate.</param>
    /// <param name="secondInterval">Its interval, of the same confidence.</param>
    /// <param name="correlation">φ: correlation of the estimates, in [-1, 1]; 0 for independent ones.</param>
    /// <returns>The interval of first - second.</returns>
    public static Interval SquareAndAdd(double first, Interval firstInterval, double second, Interval secondInterval, double correlation = 0)
    {
        return new Interval(
            first - second - Side(first - firstInterval.Low, secondInterval.High - second),
            first - second + Side(firstInterval.High - first, second - secondInterval.Low));

        double Side(double a, double b) => Math.Sqrt(Math.Max(0, (a * a) - (2 * correlation * a * b) + (b * b)));
    }

    /// <summary>
    /// Fisher's exact test: given all margins x₁ is hypergeometric when nothing differs. Two-sided sums all tables that are not more likely than the
    /// observed one (R. A. Fisher, Statistical Methods for Research Workers, 1935).
    /// </summary>
    /// <param name="successes1">x₁, 0 to <paramref name="trials1"/>.</param>
    /// <param name="trials1">n₁.</param>
    /// <param name="successes2">x₂, 0 to <paramref name="trials2"/>.</param>
    /// <param name="trials2">n₂.</param>
    /// <returns>The p-values; "greater" is p₁ > p₂.</returns>
    public static TestProbabilities FisherExact(long successes1, long trials1, long successes2, long trials2)
    {
        ThrowIfOutside(successes1, trials1);
        ThrowIfOutside(successes2, trials2);
        long successes = successes1 + successes2;
        double whole = Distributions.LogChoose(trials1 + trials2, successes);
        double bound = Probability(successes1) * Tolerance;
        double twoSided = 0;
        double greater = 0;
        double less = 0;
        for (long k = Math.Max(0, successes - trials2); k <= Math.Min(trials1, successes); k++)
        {
            double probability = Probability(k);
            twoSided += probability <= bound ? probability : 0;
            greater += k >= successes1 ? probability : 0;
            less += k <= successes1 ? probability : 0;
        }

        return new TestProbabilities(Math.Min(1, twoSided), Math.Min(1, greater), Math.Min(1, less));

        double Probability(long k) =>
            Math.Exp(Distributions.LogChoose(trials1, k) + Distributions.LogChoose(trials2, successes - k) - whole);
    }

    /// <summary>z test with the pooled share: (p₁ - p₂) ÷ √(p(1 - p)(1/n₁ + 1/n₂)), p = (x₁ + x₂) ÷ (n₁ + n₂).</summary>
    /// <param name="successes1">x₁, 0 to <paramref name="trials1"/>.</param>
    /// <param name="trials1">n₁, at least 1.</param>
    /// <param name="successes2">x₂, 0 to <paramref name="trials2"/>.</param>
    /// <param name="trials2">n₂, at least 1.</param>
    /// <returns>The p-values; all 1, ½, ½ when no trial or every trial succeeded.</returns>
    public static TestProbabilities PooledZ(long successes1, long trials1, long successes2, long trials2)
    {
        ThrowIfOutside(successes1, trials1);
        ThrowIfOutside(successes2, trials2);
        ArgumentOutOfRangeException.ThrowIfLessThan(trials1, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(trials2, 1);
        double pooled = (double)(successes1 + successes2) / (trials1 + trials2);
        double error = Math.Sqrt(pooled * (1 - pooled) * ((1.0 / trials1) + (1.0 / trials2)));
        double z = error == 0 ? 0 : (((double)successes1 / trials1) - ((double)successes2 / trials2)) / error;
        return new TestProbabilities(2 * Distributions.NormalSurvival(Math.Abs(z)), Distributions.NormalSurvival(z), Distributions.NormalSurvival(-z));
    }

    private static void ThrowIfOutside(long successes, long trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
    }
}
