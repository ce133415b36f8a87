using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Statistics;

/// <summary>Corrections for asking many questions of one set of data.</summary>
public static class MultipleTesting
{
    /// <summary>
    /// Holm's step-down correction: the i-th smallest of m p-values becomes the largest of (m - j + 1) × p₍ⱼ₎, j ≤ i, at most 1. Rejecting below α
    /// keeps the chance of any false rejection at α, whatever depends on what (S. Holm, Scandinavian Journal of Statistics 6(2), 1979). For gates.
    /// </summary>
    /// <param name="probabilities">p-values in [0, 1].</param>
    /// <returns>Adjusted p-values in the order given.</returns>
    public static ImmutableArray<double> Holm(ReadOnlySpan<double> probabilities)
    {
        int[] order = Order(probabilities);
        var adjusted = new double[order.Length];
        double largest = 0;
        for (int i = 0; i < order.Length; i++)
        {
            largest = Math.Max(largest, Math.Min(1, (order.Length - i) * probabilities[order[i]]));
            adjusted[order[i]] = largest;
        }

        return [.. adjusted];
    }

    /// <summary>
    /// Benjamini and Hochberg's step-up correction: the i-th smallest becomes the smallest of m ÷ j × p₍ⱼ₎, j ≥ i. Rejecting below q keeps the expected
    /// share of false rejections among all at q for independent tests (JRSS B 57(1), 1995). For lists of suspects.
    /// </summary>
    /// <param name="probabilities">p-values in [0, 1].</param>
    /// <returns>Adjusted p-values in the order given.</returns>
    public static ImmutableArray<double> BenjaminiHochberg(ReadOnlySpan<double> probabilities)
    {
        int[] order = Order(probabilities);
        var adjusted = new double[order.Length];
        double smallest = 1;
        for (int i = order.Length - 1; i >= 0; i--)
        {
            smallest = Math.Min(smallest, probabilities[order[i]] * order.Length / (i + 1));
            adjusted[order[i]] = smallest;
        }

        return [.. adjusted];
    }

    private static int[] Order(ReadOnlySpan<double> probabilities)
    {
        double[] sorted = probabilities.ToArray();
        if (Array.Exists(sorted, p => !(p is >= 0 and <= 1)))
        {
            throw new ArgumentException("a p-value lies in [0, 1]", nameof(probabilities));
        }

        int[] order = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, order);
        return order;
    }
}
