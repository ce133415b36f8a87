namespace PocketTts.Eval.Core;

/// <summary>Finds the valid name that a user most likely meant.</summary>
public static class NearestName
{
    /// <summary>The nearest names by edit distance (insert, delete, substitute, swap neighbours; each costs 1), case ignored.</summary>
    /// <param name="name">What the user wrote.</param>
    /// <param name="candidates">What would be valid.</param>
    /// <param name="count">How many names at most, at least 1.</param>
    /// <returns>Nearest first; only names within a third of the longer length (at least 2 edits), or those that contain
    /// the name. May be empty.</returns>
    public static IReadOnlyList<string> Find(string name, IEnumerable<string> candidates, int count = 3)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return [.. candidates
            .Select(candidate => (Name: candidate, Distance: Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .Where(c => c.Distance <= Math.Max(2, Math.Max(name.Length, c.Name.Length) / 3)
                || (name.Length >= 2 && c.Name.Contains(name, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(c => c.Distance)
            .ThenBy(c => c.Name, StringComparer.Ordinal)
            .Take(count)
            .Select(c => c.Name)];
    }

    /// <summary>A remedy for an error message: the nearest names, or all when there are few, or nothing.</summary>
    /// <param name="name">What the user wrote.</param>
    /// <param name="candidates">What would be valid.</param>
    /// <returns>For example <c>did you mean 'af_heart'?</c>; null when nothing can be offered.</returns>
    public static string? Suggest(string name, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        string[] all = [.. candidates];
        IReadOnlyList<string> near = Find(name, all);
        return near.Count > 0 ? $"did you mean {string.Join(" or ", near.Select(n => $"'{n}'"))}?"
            : all.Length is > 0 and <= 20 ? $"there is {string.Join(", ", all.Order(StringComparer.Ordinal))}"
            : null;
    }

    // Optimal string alignment distance; names are short, so the full table is fine.
    private static int Distance(string a, string b)
    {
        if (a.Length > 200 || b.Length > 200)
        {
            return int.MaxValue;
        }

        int[,] d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            d[i, 0] = i;
        }

        for (int j = 0; j <= b.Length; j++)
        {
            d[0, j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[a.Length, b.Length];
    }
}
