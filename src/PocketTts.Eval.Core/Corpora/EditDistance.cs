namespace PocketTts.Eval.Core.Corpora;

/// <summary>Levenshtein distance between texts.</summary>
internal static class EditDistance
{
    /// <summary>The distance in UTF-16 units when it is at most <paramref name="most"/>, else something above.</summary>
    public static int Bounded(string a, string b, int most)
    {
        if (Math.Abs(a.Length - b.Length) > most)
        {
            return most + 1;
        }

        Span<int> row = b.Length < 1024 ? stackalloc int[b.Length + 1] : new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
        {
            row[j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            // cells further than 'most' from the diagonal cannot be on a path that is cheap enough
            int from = Math.Max(1, i - most);
            int to = Math.Min(b.Length, i + most);
            int diagonal = row[from - 1];
            row[from - 1] = from == 1 ? i : most + 1;
            int least = row[from - 1];
            for (int j = from; j <= to; j++)
            {
                int above = j == i + most ? most + 1 : row[j];
                int cost = Math.Min(diagonal + (a[i - 1] == b[j - 1] ? 0 : 1), Math.Min(above, row[j - 1]) + 1);
                diagonal = row[j];
                row[j] = cost;
                least = Math.Min(least, cost);
            }

            if (least > most)
            {
                return most + 1;
            }
        }

        return row[b.Length];
    }
}
