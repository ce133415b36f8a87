namespace PocketTts.Eval.Core.Alignment;

/// <summary>Writes lattices in sclite's notation of alternatives: <c>{ sixty six / 66 / @ }</c>.</summary>
internal static class LatticeNotation
{
    /// <summary>Most readings of one stretch between two places that every reading passes.</summary>
    public const int MaxReadings = 200;

    /// <summary>Writes a lattice.</summary>
    /// <param name="lattice">Any lattice.</param>
    /// <returns>The notation, empty for a lattice without words; null when a stretch has more than <see cref="MaxReadings"/> readings.</returns>
    public static string? Write(WordLattice lattice)
    {
        LatticeArc[] arcs = LiveArcs(lattice);
        ILookup<int, LatticeArc> leaving = arcs.ToLookup(a => a.From);
        var parts = new List<string>();
        int here = 0;
        foreach (int next in Passes(arcs, lattice.NodeCount))
        {
            if (Readings(leaving, here, next) is not { } readings)
            {
                return null;
            }

            parts.Add(AnyOf(readings));
            here = next;
        }

        return string.Join(' ', parts.Where(p => p.Length > 0));
    }

    /// <summary>Writes notations as alternatives of each other.</summary>
    /// <param name="notations">At least one; an empty one says nothing.</param>
    /// <returns>One notation.</returns>
    public static string AnyOf(IEnumerable<string> notations)
    {
        string[] different = [.. notations.Distinct(StringComparer.Ordinal)];
        return different.Length == 1 ? different[0] : $"{{ {string.Join(" / ", different.Select(n => n.Length == 0 ? "@" : n))} }}";
    }

    // those on a way from the first node to the last
    private static LatticeArc[] LiveArcs(WordLattice lattice)
    {
        var reached = new bool[lattice.NodeCount];
        var reaching = new bool[lattice.NodeCount];
        reached[0] = true;
        reaching[^1] = true;
        foreach (LatticeArc arc in lattice.Arcs)
        {
            // ordered by the node they reach: whatever leads to an arc's start came before
            reached[arc.To] |= reached[arc.From];
        }

        foreach (LatticeArc arc in lattice.Arcs.OrderByDescending(a => a.From))
        {
            reaching[arc.From] |= reaching[arc.To];
        }

        return [.. lattice.Arcs.Where(a => reached[a.From] && reaching[a.To])];
    }

    // nodes that no arc jumps over, in order; the last node is the last of them
    private static IEnumerable<int> Passes(LatticeArc[] arcs, int nodeCount)
    {
        var over = new int[nodeCount + 1];
        var isLive = new bool[nodeCount];
        foreach (LatticeArc arc in arcs)
        {
            over[arc.From + 1]++;
            over[arc.To]--;
            isLive[arc.To] = true;
        }

        int jumping = 0;
        for (int node = 1; node < nodeCount; node++)
        {
            jumping += over[node];
            if (jumping == 0 && isLive[node])
            {
                yield return node;
            }
        }
    }

    private static List<string>? Readings(ILookup<int, LatticeArc> leaving, int from, int to)
    {
        var readings = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var ways = new Stack<(int Node, string Words)>();
        ways.Push((from, string.Empty));
        int steps = 0;
        while (ways.TryPop(out (int Node, string Words) way))
        {
            if (way.Node == to)
            {
                if (seen.Add(way.Words))
                {
                    readings.Add(way.Words);
                }

                continue;
            }

            // equal readings count once, but finding them must end as well
            if (readings.Count > MaxReadings || ++steps > MaxReadings * 64)
            {
                return null;
            }

            // what was written first is found first
            foreach (LatticeArc arc in leaving[way.Node].OrderByDescending(a => a.To))
            {
                ways.Push((arc.To, arc.Word is null ? way.Words : way.Words.Length == 0 ? ScliteWord.Of(arc.Word) : way.Words + " " + ScliteWord.Of(arc.Word)));
            }
        }

        return readings.Count > MaxReadings ? null : readings;
    }
}
