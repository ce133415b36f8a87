namespace PocketTts.Eval.Core.Statistics;

/// <summary>
/// Signed-rank test of paired differences (F. Wilcoxon, Biometrics Bulletin 1(6), 1945); for times, of their log ratios. One wild pair moves it little.
/// </summary>
public static class WilcoxonSignedRank
{
    /// <summary>Differing pairs up to which the distribution is exact.</summary>
    public const int MaximumExact = 100;

    /// <summary>
    /// Tests whether the differences are centred at 0. Zeros are dropped (Wilcoxon's own way); equal sizes share their mean rank. Up to
    /// <see cref="MaximumExact"/> differing pairs every assignment of signs counts; beyond, W⁺ is normal with mean n(n + 1)/4 and variance
    /// n(n + 1)(2n + 1)/24 - Σ(t³ - t)/48, with continuity correction ½.
    /// </summary>
    /// <param name="differences">One finite difference a pair.</param>
    /// <returns>The result; all p-values 1 when no pair differs.</returns>
    public static WilcoxonResult Of(ReadOnlySpan<double> differences) => Of(differences, MaximumExact, isCorrected: true);

    internal static WilcoxonResult Of(ReadOnlySpan<double> differences, int maximumExact, bool isCorrected)
    {
        double[] differing = [.. differences.ToArray().Where(d => d != 0)];
        if (Array.Exists(differing, d => !double.IsFinite(d)))
        {
            throw new ArgumentException("a difference is not a finite number", nameof(differences));
        }

        int n = differing.Length;
        if (n == 0)
        {
            return new WilcoxonResult(0, 0, 0, new TestProbabilities(1, 1, 1), IsExact: true);
        }

        (int[] doubled, double ties) = Ranks.Of(Array.ConvertAll(differing, Math.Abs));
        int positive = 0;
        for (int i = 0; i < n; i++)
        {
            positive += differing[i] > 0 ? doubled[i] : 0;
        }

        int whole = n * (n + 1);
        bool isExact = n <= maximumExact;
        return new WilcoxonResult(
            positive / 2.0, (whole - positive) / 2.0, n, isExact ? Exact(doubled, positive) : Approximate(n, positive / 2.0, ties, isCorrected), isExact);
    }

    private static TestProbabilities Exact(int[] doubled, int positive)
    {
        double[] probabilities = ExactSums.OfHalves(doubled);
        double less = 0;
        double greater = 0;
        for (int sum = 0; sum < probabilities.Length; sum++)
        {
            less += sum <= positive ? probabilities[sum] : 0;
            greater += sum >= positive ? probabilities[sum] : 0;
        }

        return new TestProbabilities(Math.Min(1, 2 * Math.Min(less, greater)), Math.Min(1, greater), Math.Min(1, less));
    }

    private static TestProbabilities Approximate(double n, double positive, double ties, bool isCorrected)
    {
        double deviation = Math.Sqrt((n * (n + 1) * ((2 * n) + 1) / 24) - (ties / 48));
        double excess = positive - (n * (n + 1) / 4);
        double correction = isCorrected ? .5 : 0;
        double twoSided = 2 * Distributions.NormalSurvival(Math.Max(0, Math.Abs(excess) - correction) / deviation);
        return new TestProbabilities(
            Math.Min(1, twoSided), Distributions.NormalSurvival((excess - correction) / deviation), Distributions.NormalCdf((excess + correction) / deviation));
    }
}
