using System.Runtime.InteropServices;

namespace PocketTts.Eval.Core.Alignment;

/// <summary>A lattice as the inner loop wants it: arcs into each node side by side, words as numbers.</summary>
internal sealed class IndexedLattice
{
    /// <summary>The number of no word.</summary>
    public const int Nothing = -1;

    // a step of the table holds a place among them in 15 bits
    private const int MaxArcsIntoNode = 32_000;

    public IndexedLattice(WordLattice lattice, Dictionary<string, int> numbers)
    {
        NodeCount = lattice.NodeCount;
        From = new int[lattice.Arcs.Length];
        Word = new int[lattice.Arcs.Length];
        FirstArc = new int[NodeCount + 1];
        for (int i = 0; i < From.Length; i++)
        {
            LatticeArc arc = lattice.Arcs[i];
            From[i] = arc.From;
            Word[i] = NumberOf(arc.Word, numbers);
            FirstArc[arc.To + 1]++;
        }

        for (int node = 0; node < NodeCount; node++)
        {
            if (FirstArc[node + 1] > MaxArcsIntoNode)
            {
                throw new ArgumentException($"more than {MaxArcsIntoNode} alternatives meet in one place", nameof(lattice));
            }

            FirstArc[node + 1] += FirstArc[node];
        }
    }

    public int NodeCount { get; }

    /// <summary>Node each arc leaves.</summary>
    public int[] From { get; }

    /// <summary>Number of each arc's word.</summary>
    public int[] Word { get; }

    /// <summary>Index of the first arc into each node; the entry after it ends them.</summary>
    public int[] FirstArc { get; }

    /// <summary>Last node that each node has an arc to; itself when it has none.</summary>
    public int[] FurthestNode()
    {
        int[] furthest = new int[NodeCount];
        for (int node = 0; node < NodeCount; node++)
        {
            furthest[node] = Math.Max(furthest[node], node);
            for (int arc = FirstArc[node]; arc < FirstArc[node + 1]; arc++)
            {
                furthest[From[arc]] = node;
            }
        }

        return furthest;
    }

    private static int NumberOf(string? word, Dictionary<string, int> numbers)
    {
        if (word is null)
        {
            return Nothing;
        }

        ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, word, out bool isKnown);
        if (!isKnown)
        {
            number = numbers.Count;
        }

        return number;
    }
}
