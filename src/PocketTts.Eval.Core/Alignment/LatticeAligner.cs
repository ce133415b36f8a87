using System.Runtime.InteropServices;

namespace PocketTts.Eval.Core.Alignment;

/// <summary>
/// Aligns two lattices: of all pairs of paths it takes one with the least cost, among those as <see cref="LatticeTie"/> says; among equals, read from the end, a pair of words before a deletion before an insertion, and alternatives in the order
/// they were written.
/// </summary>
/// <remarks>
/// Time grows with reference arcs × hypothesis arcs. Memory is bounded where the reference has places that every path passes: scores are kept at some
/// of them, and the stretches between are computed again on the way back. Beyond about 30,000 arcs in sum the last tie-break is left out, beyond
/// 1,000,000 the last two.
/// </remarks>
public static class LatticeAligner
{
    // four bytes a cell
    private const long DefaultMaxCells = 8L << 20;

    /// <summary>Aligns two lattices; words are compared ordinally.</summary>
    /// <param name="reference">What may be said.</param>
    /// <param name="hypothesis">What may have been heard.</param>
    /// <param name="costs">What errors cost.</param>
    /// <param name="tie">What decides between paths of the same cost.</param>
    /// <returns>The alignment. Equal input gives an equal result, always.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A cost is outside its range.</exception>
    /// <exception cref="ArgumentException">
    /// More than 32,000 alternatives meet in one place, or alternatives without a common place × hypothesis nodes exceed 512 Mi cells.
    /// </exception>
    public static LatticeAlignment Align(WordLattice reference, WordLattice hypothesis, AlignmentCosts costs, LatticeTie tie = LatticeTie.MostHits) =>
        Align(reference, hypothesis, costs, DefaultMaxCells, tie);

    internal static LatticeAlignment Align(
        WordLattice reference, WordLattice hypothesis, AlignmentCosts costs, long maxCells, LatticeTie tie = LatticeTie.MostHits)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(hypothesis);
        if (costs == AlignmentCosts.Unit && reference.IsOnePath && hypothesis.IsOnePath)
        {
            return AlignPaths(reference, hypothesis);
        }

        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var table = new LatticeTable(
            new IndexedLattice(reference, numbers),
            new IndexedLattice(hypothesis, numbers),
            new LatticeWeights(costs, reference.Arcs.Length + hypothesis.Arcs.Length, tie));
        List<(int ReferenceArc, int HypothesisArc)> reversed = table.Trace(maxCells);
        return ToAlignment(reference, hypothesis, reversed);
    }

    // without alternatives errors and hits fix all counts: the aligner of words gives the same, and sooner
    private static LatticeAlignment AlignPaths(WordLattice reference, WordLattice hypothesis)
    {
        WordAlignment alignment = WordAligner.Align(
            [.. reference.Arcs.Select(a => a.Word!)], [.. hypothesis.Arcs.Select(a => a.Word!)]);
        return new LatticeAlignment(
            [.. Enumerable.Range(0, reference.Arcs.Length)], [.. Enumerable.Range(0, hypothesis.Arcs.Length)], alignment.Edits, alignment.Counts);
    }

    private static LatticeAlignment ToAlignment(
        WordLattice reference, WordLattice hypothesis, List<(int ReferenceArc, int HypothesisArc)> reversed)
    {
        var referenceArcs = new List<int>();
        var hypothesisArcs = new List<int>();
        var edits = new List<Edit>();
        Span<long> counts = stackalloc long[4];
        for (int i = reversed.Count - 1; i >= 0; i--)
        {
            (int referenceArc, int hypothesisArc) = reversed[i];
            string? expected = referenceArc < 0 ? null : reference.Arcs[referenceArc].Word;
            string? heard = hypothesisArc < 0 ? null : hypothesis.Arcs[hypothesisArc].Word;
            if (expected is null && heard is null)
            {
                continue;
            }

            EditKind kind = expected is null ? EditKind.Insertion
                : heard is null ? EditKind.Deletion
                : string.Equals(expected, heard, StringComparison.Ordinal) ? EditKind.Correct
                : EditKind.Substitution;
            counts[(int)kind]++;
            edits.Add(new Edit(kind, expected is null ? -1 : referenceArcs.Count, heard is null ? -1 : hypothesisArcs.Count));
            if (expected is not null)
            {
                referenceArcs.Add(referenceArc);
            }

            if (heard is not null)
            {
                hypothesisArcs.Add(hypothesisArc);
            }
        }

        return new LatticeAlignment(
            ImmutableCollectionsMarshal.AsImmutableArray(referenceArcs.ToArray()),
            ImmutableCollectionsMarshal.AsImmutableArray(hypothesisArcs.ToArray()),
            ImmutableCollectionsMarshal.AsImmutableArray(edits.ToArray()),
            new ErrorCounts(counts[(int)EditKind.Correct], counts[(int)EditKind.Substitution], counts[(int)EditKind.Deletion], counts[(int)EditKind.Insertion]));
    }
}
