using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Alignment;

/// <summary>
/// Aligns long lattices piece by piece: where eight words in a row are equal in the first readings and have no alternatives on either side, both are cut, so
/// that time does not grow with the square of a text's length. Short lattices are aligned whole.
/// </summary>
internal static class SegmentedAligner
{
    // nodes × nodes up to which the whole table costs next to nothing
    private const long WholeCells = 1 << 16;

    private const int Anchor = 8;

    /// <summary>Aligns as <see cref="LatticeAligner"/> does, within each piece.</summary>
    public static LatticeAlignment Align(WordLattice reference, WordLattice hypothesis, AlignmentCosts costs, LatticeTie tie)
    {
        if ((long)reference.NodeCount * hypothesis.NodeCount <= WholeCells || (reference.IsOnePath && hypothesis.IsOnePath))
        {
            return LatticeAligner.Align(reference, hypothesis, costs, tie);
        }

        List<(int Reference, int Hypothesis)> cuts = FindCuts(reference, hypothesis);
        if (cuts.Count == 0)
        {
            return LatticeAligner.Align(reference, hypothesis, costs, tie);
        }

        cuts.Add((reference.NodeCount - 1, hypothesis.NodeCount - 1));
        var referenceArcs = ImmutableArray.CreateBuilder<int>();
        var hypothesisArcs = ImmutableArray.CreateBuilder<int>();
        var edits = ImmutableArray.CreateBuilder<Edit>();
        ErrorCounts counts = default;
        (int Node, int Arc) left = default;
        (int Node, int Arc) right = default;
        foreach ((int referenceNode, int hypothesisNode) in cuts)
        {
            (WordLattice expected, int expectedEnd) = Cut(reference, left, referenceNode);
            (WordLattice heard, int heardEnd) = Cut(hypothesis, right, hypothesisNode);
            LatticeAlignment piece = LatticeAligner.Align(expected, heard, costs, tie);
            int words = referenceArcs.Count;
            int heardWords = hypothesisArcs.Count;
            edits.AddRange(piece.Edits.Select(e => new Edit(e.Kind, e.ReferenceIndex < 0 ? -1 : words + e.ReferenceIndex, e.HypothesisIndex < 0 ? -1 : heardWords + e.HypothesisIndex)));
            referenceArcs.AddRange(piece.ReferenceArcs.Select(a => a + left.Arc));
            hypothesisArcs.AddRange(piece.HypothesisArcs.Select(a => a + right.Arc));
            counts += piece.Counts;
            left = (referenceNode, expectedEnd);
            right = (hypothesisNode, heardEnd);
        }

        return new LatticeAlignment(referenceArcs.ToImmutable(), hypothesisArcs.ToImmutable(), edits.ToImmutable(), counts);
    }

    // arcs are ordered by the node they reach and none passes over a cut, so those of a piece lie side by side
    private static (WordLattice Piece, int EndArc) Cut(WordLattice lattice, (int Node, int Arc) from, int toNode)
    {
        int end = from.Arc;
        var arcs = ImmutableArray.CreateBuilder<LatticeArc>();
        for (; end < lattice.Arcs.Length && lattice.Arcs[end].To <= toNode; end++)
        {
            LatticeArc arc = lattice.Arcs[end];
            arcs.Add(arc with { From = arc.From - from.Node, To = arc.To - from.Node });
        }

        return (new WordLattice(toNode - from.Node + 1, arcs.ToImmutable()), end);
    }

    private static List<(int Reference, int Hypothesis)> FindCuts(WordLattice reference, WordLattice hypothesis)
    {
        Path expected = Path.Of(reference);
        Path heard = Path.Of(hypothesis);
        var cuts = new List<(int, int)>();
        var run = new List<Edit>();
        foreach (Edit edit in WordAligner.Align(expected.Words, heard.Words).Edits)
        {
            if (edit.Kind == EditKind.Correct && expected.IsAlone[edit.ReferenceIndex] && heard.IsAlone[edit.HypothesisIndex])
            {
                run.Add(edit);
                continue;
            }

            AddCuts();
            run.Clear();
        }

        AddCuts();
        return cuts;

        // in the middle of a short run; of a long one near both ends, so that what lies between is one path
        void AddCuts()
        {
            if (run.Count >= Anchor)
            {
                cuts.Add((expected.Ends[run[(Anchor / 2) - 1].ReferenceIndex], heard.Ends[run[(Anchor / 2) - 1].HypothesisIndex]));
            }

            if (run.Count >= 2 * Anchor)
            {
                Edit last = run[^(Anchor / 2)];
                cuts.Add((expected.Ends[last.ReferenceIndex], heard.Ends[last.HypothesisIndex]));
            }
        }
    }

    /// <summary>The first reading: its words, the node behind each, and whether a word is the only way from its node to the next.</summary>
    private sealed record Path(string[] Words, int[] Ends, bool[] IsAlone)
    {
        public static Path Of(WordLattice lattice)
        {
            var first = new LatticeArc?[lattice.NodeCount];
            int[] leaving = new int[lattice.NodeCount];
            int[] over = new int[lattice.NodeCount + 1];
            foreach (LatticeArc arc in lattice.Arcs)
            {
                first[arc.From] ??= arc;
                leaving[arc.From]++;

                // an arc passes over the nodes between its ends
                over[arc.From + 1]++;
                over[arc.To]--;
            }

            for (int node = 1; node < over.Length; node++)
            {
                over[node] += over[node - 1];
            }

            var words = new List<string>();
            var ends = new List<int>();
            var isAlone = new List<bool>();
            for (int node = 0; first[node] is { } arc; node = arc.To)
            {
                if (arc.Word is not null)
                {
                    words.Add(arc.Word);
                    ends.Add(arc.To);
                    isAlone.Add(leaving[node] == 1 && over[node] == 0 && over[arc.To] == 0);
                }
            }

            return new Path([.. words], [.. ends], [.. isAlone]);
        }
    }
}
