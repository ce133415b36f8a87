using System.Numerics;

namespace PocketTts.Eval.Core.Statistics;

/// <summary>
/// Permutation test of paired differences: when nothing differs, swapping the two sides of any pair is as likely as not, so every assignment of
/// signs to the differences is equally likely (R. A. Fisher, The Design of Experiments, 1935). Exact under that hypothesis however the differences are
/// distributed and however alike the takes of one text are; one difference a text.
/// </summary>
public static class SignFlipTest
{
    /// <summary>Draws of signs where the assignments cannot all be counted.</summary>
    public const int Resamples = 10_000;

    /// <summary>Differing pairs up to which all 2ⁿ assignments are counted one by one.</summary>
    public const int MaximumEnumerated = 18;

    /// <summary>Seed of <see cref="SplitMix64"/> for the draws.</summary>
    public const ulong Seed = 20_260_402;

    private const double Tolerance = 1e-9;
    private const long MaximumLatticeSteps = 20_000_000;

    /// <summary>
    /// Tests whether the differences are centred at 0, by their sum. All assignments are counted for up to <see cref="MaximumEnumerated"/>
    /// differing pairs, and for whole-number differences (counts of errors) of any number as long as that is quick; otherwise
    /// <see cref="Resamples"/> assignments B are drawn and p = (1 + as extreme) ÷ (1 + B). Word 64 × j of draw r takes its signs from number
    /// r × ⌈n/64⌉ + j of the generator.
    /// </summary>
    /// <param name="differences">One finite difference a pair.</param>
    /// <returns>The result; all p-values 1 when no pair differs. "Greater" is a sum above 0.</returns>
    public static SignFlipResult Of(ReadOnlySpan<double> differences)
    {
        double observed = 0;
        double total = 0;
        var sizes = new List<double>(differences.Length);
        foreach (double difference in differences)
        {
            if (!double.IsFinite(difference))
            {
                throw new ArgumentException("a difference is not a finite number", nameof(differences));
            }

            observed += difference;
            total += Math.Abs(difference);
            if (difference != 0)
            {
                sizes.Add(Math.Abs(difference));
            }
        }

        if (sizes.Count == 0)
        {
            return new SignFlipResult(new TestProbabilities(1, 1, 1), 0, IsExact: true);
        }

        if (AsWeights(sizes, total) is { } weights)
        {
            return new SignFlipResult(OnLattice(weights, observed), sizes.Count, IsExact: true);
        }

        return sizes.Count <= MaximumEnumerated
            ? new SignFlipResult(Enumerate(sizes, observed, total), sizes.Count, IsExact: true)
            : new SignFlipResult(Draw([.. sizes], observed, total), sizes.Count, IsExact: false);
    }

    private static int[]? AsWeights(List<double> sizes, double total)
    {
        if (total * sizes.Count > MaximumLatticeSteps || sizes.Exists(s => s != Math.Floor(s)))
        {
            return null;
        }

        return [.. sizes.Select(s => (int)s)];
    }

    private static TestProbabilities OnLattice(int[] weights, double observed)
    {
        // the sum is 2 × (the part with a plus) - total
        double[] plus = ExactSums.OfHalves(weights);
        int total = plus.Length - 1;
        double twoSided = 0;
        double greater = 0;
        double less = 0;
        for (int part = 0; part <= total; part++)
        {
            int sum = (2 * part) - total;
            twoSided += Math.Abs(sum) >= Math.Abs(observed) ? plus[part] : 0;
            greater += sum >= observed ? plus[part] : 0;
            less += sum <= observed ? plus[part] : 0;
        }

        return Capped(twoSided, greater, less);
    }

    private static TestProbabilities Enumerate(List<double> sizes, double observed, double total)
    {
        long assignments = 1L << sizes.Count;
        double slack = Tolerance * total;
        double sum = -total;
        long twoSided = 0;
        long greater = 0;
        long less = 0;
        for (long step = 0; ; step++)
        {
            twoSided += Math.Abs(sum) >= Math.Abs(observed) - slack ? 1 : 0;
            greater += sum >= observed - slack ? 1 : 0;
            less += sum <= observed + slack ? 1 : 0;
            if (step + 1 == assignments)
            {
                break;
            }

            // Gray code: one sign changes at a time
            long gray = (step + 1) ^ ((step + 1) >> 1);
            int index = BitOperations.TrailingZeroCount(step + 1);
            sum += (gray >> index & 1) == 1 ? 2 * sizes[index] : -2 * sizes[index];
        }

        return Capped((double)twoSided / assignments, (double)greater / assignments, (double)less / assignments);
    }

    private static TestProbabilities Draw(double[] sizes, double observed, double total)
    {
        int words = (sizes.Length + 63) / 64;
        double slack = Tolerance * total;
        int twoSided = 1;
        int greater = 1;
        int less = 1;
        ulong position = 0;
        for (int draw = 0; draw < Resamples; draw++)
        {
            double plus = 0;
            for (int word = 0; word < words; word++)
            {
                ulong signs = SplitMix64.At(Seed, position++);
                int first = word * 64;
                signs &= sizes.Length - first >= 64 ? ulong.MaxValue : (1UL << (sizes.Length - first)) - 1;
                for (; signs != 0; signs &= signs - 1)
                {
                    plus += sizes[first + BitOperations.TrailingZeroCount(signs)];
                }
            }

            double sum = (2 * plus) - total;
            twoSided += Math.Abs(sum) >= Math.Abs(observed) - slack ? 1 : 0;
            greater += sum >= observed - slack ? 1 : 0;
            less += sum <= observed + slack ? 1 : 0;
        }

        const double Whole = Resamples + 1;
        return Capped(twoSided / Whole, greater / Whole, less / Whole);
    }

    private static TestProbabilities Capped(double twoSided, double greater, double less) =>
        new(Math.Min(1, twoSided), Math.Min(1, greater), Math.Min(1, less));
}
