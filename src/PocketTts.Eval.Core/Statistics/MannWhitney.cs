namespace PocketTts.Eval.Core.Statistics;

/// <summary>
/// Rank test of two independent samples (H. B. Mann, D. R. Whitney, Annals of Mathematical Statistics 18(1), 1947). For takes that were measured in turn the paired
/// <see cref="WilcoxonSignedRank"/> sees more.
/// </summary>
public static class MannWhitney
{
    /// <summary>Values in both samples together up to which the distribution is exact.</summary>
    public const int MaximumExact = 60;

    /// <summary>
    /// Tests whether two samples come from one distribution. Equal values share their mean rank. Up to <see cref="MaximumExact"/> values all ways of
    /// dividing them count, two-sided by the distance of the rank sum from its mean; beyond, U is normal with variance
    /// mn/12 × (N + 1 - Σ(t³ - t)/(N(N - 1))), with continuity correction ½.
    /// </summary>
    /// <param name="x">First sample, at least one finite value.</param>
    /// <param name="y">Second sample, at least one finite value.</param>
    /// <returns>The result; all p-values 1 when all values are equal.</returns>
    public static MannWhitneyResult Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => Of(x, y, MaximumExact);

    internal static MannWhitneyResult Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int maximumExact)
    {
        if (x.IsEmpty || y.IsEmpty)
        {
            throw new ArgumentException("both samples need values", nameof(x));
        }

        double[] all = [.. x, .. y];
        if (Array.Exists(all, v => !double.IsFinite(v)))
        {
            throw new ArgumentException("a value is not a finite number", nameof(x));
        }

        (int[] doubled, double ties) = Ranks.Of(all);
        int rankSum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            rankSum += doubled[i];
        }

        double u = (rankSum / 2.0) - (x.Length * (x.Length + 1) / 2.0);
        double pairs = (double)x.Length * y.Length;
        bool isExact = all.Length <= maximumExact;
        return new MannWhitneyResult(u, u / pairs, isExact ? Exact(doubled, x.Length, rankSum) : Approximate(u, pairs, all.Length, ties), isExact);
    }

    private static TestProbabilities Exact(int[] doubled, int size, int observed)
    {
        double[] probabilities = ExactSums.OfSubsets(doubled, size);

        // compared as whole numbers: twice the mean of the doubled sum is size × 2 × (N + 1)
        int twiceMean = size * 2 * (doubled.Length + 1);
        int distance = Math.Abs((2 * observed) - twiceMean);
        double twoSided = 0;
        double greater = 0;
        double less = 0;
        for (int sum = 0; sum < probabilities.Length; sum++)
        {
            twoSided += Math.Abs((2 * sum) - twiceMean) >= distance ? probabilities[sum] : 0;
            greater += sum >= observed ? probabilities[sum] : 0;
            less += sum <= observed ? probabilities[sum] : 0;
        }

        return new TestProbabilities(Math.Min(1, twoSided), Math.Min(1, greater), Math.Min(1, less));
    }

    private static TestProbabilities Approximate(double u, double pairs, double count, double ties)
    {
        double deviation = Math.Sqrt(pairs / 12 * (count + 1 - (ties / (count * (count - 1)))));
        if (deviation == 0)
        {
            return new TestProbabilities(1, 1, 1);
        }

        double excess = u - (pairs / 2);
        return new TestProbabilities(
            Math.Min(1, 2 * Distributions.NormalSurvival((Math.Abs(excess) - .5) / deviation)),
            Distributions.NormalSurvival((excess - .5) / deviation),
            Distributions.NormalCdf((excess + .5) / deviation));
    }
}
