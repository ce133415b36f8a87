namespace PocketTts.Eval.Core.Statistics;

/// <summary>
/// The n(n + 1)/2 means (xᵢ + xⱼ)/2, i ≤ j, in order, without writing them down: the values are sorted, so how many means are at most t is counted in n steps, and a rank is found by halving
/// (the idea of J. F. Monahan, ACM Transactions on Mathematical Software 10(3), 1984, without its random choices).
/// </summary>
internal sealed class WalshMeans
{
    private const int MaximumHalvings = 200;

    private readonly double[] _sorted;

    public WalshMeans(ReadOnlySpan<double> values)
    {
        _sorted = values.ToArray();
        Array.Sort(_sorted);
    }

    /// <summary>How many means there are.</summary>
    public long Count => (long)_sorted.Length * (_sorted.Length + 1) / 2;

    /// <summary>The median: the middle mean, or the mean of the two in the middle.</summary>
    public double Median => Count % 2 == 1 ? At(Count / 2) : (At((Count / 2) - 1) + At(Count / 2)) / 2;

    /// <summary>A mean by its place.</summary>
    /// <param name="rank">Zero-based place in ascending order.</param>
    public double At(long rank)
    {
        double low = _sorted[0];
        double high = _sorted[^1];
        if (CountUpTo(low) > rank)
        {
            return low;
        }

        // at most the rank many are up to low, more are up to high
        for (int halving = 0; halving < MaximumHalvings; halving++)
        {
            double middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high)
            {
                break;
            }

            if (CountUpTo(middle) > rank)
            {
                high = middle;
            }
            else
            {
                low = middle;
            }
        }

        return SmallestAbove(low);
    }

    private long CountUpTo(double limit)
    {
        long count = 0;
        int j = _sorted.Length - 1;
        for (int i = 0; i <= j; i++)
        {
            while (j >= i && (_sorted[i] + _sorted[j]) / 2 > limit)
            {
                j--;
            }

            count += Math.Max(0, j - i + 1);
        }

        return count;
    }

    private double SmallestAbove(double limit)
    {
        double smallest = _sorted[^1];
        int j = _sorted.Length - 1;
        for (int i = 0; i < _sorted.Length; i++)
        {
            j = Math.Max(i, j);
            while (j > i && (_sorted[i] + _sorted[j - 1]) / 2 > limit)
            {
                j--;
            }

            double mean = (_sorted[i] + _sorted[j]) / 2;
            smallest = mean > limit ? Math.Min(smallest, mean) : smallest;
        }

        return smallest;
    }
}
