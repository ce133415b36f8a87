namespace PocketTts.Eval.Core.Statistics;

/// <summary>Exact distributions of sums of whole numbers, by adding one number after the other.</summary>
internal static class ExactSums
{
    /// <summary>P(sum = s), s = 0 … Σ weights, when each weight is taken with chance ½.</summary>
    public static double[] OfHalves(ReadOnlySpan<int> weights)
    {
        var probabilities = new double[Sum(weights) + 1];
        probabilities[0] = 1;
        int reached = 0;
        foreach (int weight in weights)
        {
            reached += weight;
            for (int sum = reached; sum >= 0; sum--)
            {
                probabilities[sum] = .5 * (probabilities[sum] + (sum >= weight ? probabilities[sum - weight] : 0));
            }
        }

        return probabilities;
    }

    /// <summary>P(sum = s), s = 0 … Σ weights, of a subset of a given size, all subsets equally likely.</summary>
    public static double[] OfSubsets(ReadOnlySpan<int> weights, int size)
    {
        int total = Sum(weights);
        var counts = new double[size + 1][];
        for (int taken = 0; taken <= size; taken++)
        {
            counts[taken] = new double[total + 1];
        }

        // after i weights, counts[k][s] is the chance that k of them are taken with sum s: each is taken with chance left ÷ weights left
        counts[0][0] = 1;
        int reached = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            int weight = weights[i];
            reached += weight;
            double left = weights.Length - i;
            for (int taken = Math.Min(size, i + 1); taken >= 0; taken--)
            {
                double stays = Math.Max(0, 1 - ((size - taken) / left));
                double comes = taken == 0 ? 0 : (size - taken + 1) / left;
                for (int sum = reached; sum >= 0; sum--)
                {
                    counts[taken][sum] = (stays * counts[taken][sum]) + (taken > 0 && sum >= weight ? comes * counts[taken - 1][sum - weight] : 0);
                }
            }
        }

        return counts[size];
    }

    /// <summary>The largest k with P(sum ≤ k) ≤ level; -1 when there is none.</summary>
    public static int LargestWithin(double[] probabilities, double level)
    {
        double cumulated = 0;
        int k = -1;
        while (k + 1 < probabilities.Length && (cumulated += probabilities[k + 1]) <= level + 1e-12)
        {
            k++;
        }

        return k;
    }

    private static int Sum(ReadOnlySpan<int> weights)
    {
        int sum = 0;
        foreach (int weight in weights)
        {
            sum += weight;
        }

        return sum;
    }
}
