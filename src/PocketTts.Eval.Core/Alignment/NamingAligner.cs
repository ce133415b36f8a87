using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace PocketTts.Eval.Core.Alignment;

/// <summary>
/// Decides which words an error belongs to: the least cost at <see cref="AlignmentCosts.Sclite"/>, among those the most hits, then the nearest
/// pairs (by sound for substitutions, by time for all pairs; a hundredth of phonetic distance weighs as much as 0.1 s; an extra word that does not repeat its
/// neighbour weighs as a distance of 0.6, for synthesizers stutter more often than they invent), then, read from the end, a pair before a deletion before
/// an insertion.
/// </summary>
/// <remarks>
/// It starts from an alignment at unit costs and looks again only around its errors, which the stretches of hits between keep apart; up to 64 × 64
/// words it looks at everything between the first and the last error. A stretch of more than <see cref="MaxCells"/> pairs of words stays as it was.
/// </remarks>
internal static class NamingAligner
{
    /// <summary>Largest stretch that is looked at again, in reference words × heard words.</summary>
    public const long MaxCells = 1 << 20;

    private const int SmallCells = 64 * 64;

    // hits on both sides of an error that may change hands: a word said twice stands beside itself
    private const int Context = 4;

    private const int DistanceWeight = 10;

    private const int InventionWeight = 60 * DistanceWeight;

    /// <summary>Aligns again.</summary>
    /// <param name="reference">What should have been said.</param>
    /// <param name="hypothesis">What was heard.</param>
    /// <param name="edits">An alignment of both.</param>
    /// <param name="hints">Breaks ties.</param>
    public static ImmutableArray<Edit> Align(ReadOnlySpan<string> reference, ReadOnlySpan<string> hypothesis, ImmutableArray<Edit> edits, INamingHints hints)
    {
        var named = new List<Edit>(edits.Length + 2);
        bool isSmall = (long)reference.Length * hypothesis.Length <= SmallCells;
        int done = 0;
        int r = 0;
        int h = 0;
        while (NextStretch(edits, done, isSmall) is { } stretch)
        {
            for (; done < stretch.First; done++)
            {
                named.Add(edits[done]);
                r += edits[done].ReferenceIndex < 0 ? 0 : 1;
                h += edits[done].HypothesisIndex < 0 ? 0 : 1;
            }

            int rows = 0;
            int columns = 0;
            for (int i = stretch.First; i < stretch.End; i++)
            {
                rows += edits[i].ReferenceIndex < 0 ? 0 : 1;
                columns += edits[i].HypothesisIndex < 0 ? 0 : 1;
            }

            if ((long)(rows + 1) * (columns + 1) > MaxCells || rows == 0 || columns == 0)
            {
                named.AddRange(edits.AsSpan()[stretch.First..stretch.End]);
            }
            else
            {
                AlignStretch(reference, hypothesis, r, rows, h, columns, hints, named);
            }

            done = stretch.End;
            r += rows;
            h += columns;
        }

        named.AddRange(edits.AsSpan()[done..]);
        return ImmutableCollectionsMarshal.AsImmutableArray(named.ToArray());
    }

    // the next errors with the hits around them; a short text is one stretch
    private static (int First, int End)? NextStretch(ImmutableArray<Edit> edits, int from, bool isWhole)
    {
        int first = from;
        while (first < edits.Length && edits[first].Kind == EditKind.Correct)
        {
            first++;
        }

        if (first == edits.Length)
        {
            return null;
        }

        int last = first;
        for (int i = first + 1; i < edits.Length && (isWhole || i - last <= 2 * Context); i++)
        {
            last = edits[i].Kind == EditKind.Correct ? last : i;
        }

        return (Math.Max(from, first - Context), Math.Min(edits.Length, last + 1 + Context));
    }

    private static void AlignStretch(
        ReadOnlySpan<string> reference, ReadOnlySpan<string> hypothesis, int r, int rows, int h, int columns, INamingHints hints, List<Edit> named)
    {
        // cost × (hits that are possible + 1) − hits above, nearness below; the sum of all nearness stays under 2^32
        long cost = Math.Min(rows, columns) + 1L;
        long substitution = (AlignmentCosts.Sclite.Substitution * cost) << 32;
        long deletion = (AlignmentCosts.Sclite.Deletion * cost) << 32;
        long insertion = (AlignmentCosts.Sclite.Insertion * cost) << 32;
        const long Hit = -1L << 32;
        int width = columns + 1;
        long[] insertions = new long[width];
        for (int j = 1; j <= columns; j++)
        {
            insertions[j] = insertion + (RepeatsNeighbour(hypothesis, h + j - 1) ? 0 : InventionWeight);
        }

        byte[] steps = new byte[(rows + 1) * width];
        long[] row = new long[width];
        for (int j = 1; j <= columns; j++)
        {
            row[j] = row[j - 1] + insertions[j];
            steps[j] = (byte)EditKind.Insertion;
        }

        for (int i = 1; i <= rows; i++)
        {
            string word = reference[r + i - 1];
            long diagonal = row[0];
            row[0] += deletion;
            steps[i * width] = (byte)EditKind.Deletion;
            for (int j = 1; j <= columns; j++)
            {
                bool isHit = string.Equals(word, hypothesis[h + j - 1], StringComparison.Ordinal);
                int nearness = hints.TimeApart(r + i - 1, h + j - 1) + (isHit ? 0 : DistanceWeight * hints.Distance(r + i - 1, h + j - 1));
                long best = diagonal + (isHit ? Hit : substitution) + nearness;
                EditKind step = isHit ? EditKind.Correct : EditKind.Substitution;
                long deleted = row[j] + deletion;
                if (deleted < best)
                {
                    best = deleted;
                    step = EditKind.Deletion;
                }

                long inserted = row[j - 1] + insertions[j];
                if (inserted < best)
                {
                    best = inserted;
                    step = EditKind.Insertion;
                }

                diagonal = row[j];
                row[j] = best;
                steps[(i * width) + j] = (byte)step;
            }
        }

        int start = named.Count;
        for (int i = rows, j = columns; i > 0 || j > 0;)
        {
            var step = (EditKind)steps[(i * width) + j];
            i -= step == EditKind.Insertion ? 0 : 1;
            j -= step == EditKind.Deletion ? 0 : 1;
            named.Add(new Edit(step, step == EditKind.Insertion ? -1 : r + i, step == EditKind.Deletion ? -1 : h + j));
        }

        named.Reverse(start, named.Count - start);
    }

    private static bool RepeatsNeighbour(ReadOnlySpan<string> words, int index) =>
        (index > 0 && string.Equals(words[index - 1], words[index], StringComparison.Ordinal))
        || (index + 1 < words.Length && string.Equals(words[index + 1], words[index], StringComparison.Ordinal));
}
