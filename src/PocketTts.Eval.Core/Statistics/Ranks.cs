namespace PocketTts.Eval.Core.Statistics;

/// <summary>Ranks of values, equal values sharing the mean of their ranks.</summary>
internal static class Ranks
{
    /// <summary>Twice the rank of each value (whole numbers), and Σ(t³ - t) over groups of t equal values.</summary>
    public static (int[] Doubled, double TieTerm) Of(ReadOnlySpan<double> values)
    {
        int n = values.Length;
        double[] sorted = values.ToArray();
        var order = new int[n];
        for (int i = 0; i < n; i++)
        {
            order[i] = i;
        }

        Array.Sort(sorted, order);
        var doubled = new int[n];
        double ties = 0;
        for (int start = 0; start < n;)
        {
            int end = start + 1;
            while (end < n && sorted[end] == sorted[start])
            {
                end++;
            }

            // ranks start + 1 … end have the mean (start + end + 1) / 2
            for (int i = start; i < end; i++)
            {
                doubled[order[i]] = start + end + 1;
            }

            double size = end - start;
            ties += (size * size * size) - size;
            start = end;
        }

        return (doubled, ties);
    }
}
