using System.Buffers;
using System.Runtime.InteropServices;

namespace PocketTts.Eval.Core.Alignment;

/// <summary>
/// Aligns words at unit costs (Levenshtein: substitution, deletion and insertion cost 1 each). Among the alignments with
/// the fewest errors it takes one with the most hits, and among those the one that, read from the end, prefers a pair of words, then a
/// deletion, then an insertion: of two equal words of which one is lost, the first is named.
/// </summary>
/// <remarks>
/// Time grows with words × errors (a band around the diagonal, E. Ukkonen, Information and Control 64, 1985), at worst with
/// reference × hypothesis words. Memory is bounded by splitting problems that do not fit (D. S. Hirschberg, Communications of the ACM 18(6), 1975);
/// errors and hits are the same then, only which of several equally good places is named may differ.
/// </remarks>
public static class WordAligner
{
    // one byte a cell
    private const long DefaultMaxCells = 32L << 20;

    // below this the whole table is cheaper than looking for a band
    private const long SmallTableCells = 64 * 64;

    private const long Unreachable = long.MaxValue / 4;

    /// <summary>Aligns two word lists; words are compared ordinally.</summary>
    /// <param name="reference">What should have been said; may be empty.</param>
    /// <param name="hypothesis">What was heard; may be empty.</param>
    /// <returns>The alignment. Equal input gives an equal result, always.</returns>
    public static WordAlignment Align(ReadOnlySpan<string> reference, ReadOnlySpan<string> hypothesis) =>
        Align(reference, hypothesis, DefaultMaxCells);

    internal static WordAlignment Align(ReadOnlySpan<string> reference, ReadOnlySpan<string> hypothesis, long maxCells)
    {
        int total = reference.Length + hypothesis.Length;
        int[] ids = ArrayPool<int>.Shared.Rent(total);
        try
        {
            Number(reference, hypothesis, ids);
            return Align(ids.AsSpan(0, reference.Length), ids.AsSpan(reference.Length, hypothesis.Length), maxCells);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(ids);
        }
    }

    /// <summary>The same over numbers that stand for words.</summary>
    internal static WordAlignment Align(ReadOnlySpan<int> reference, ReadOnlySpan<int> hypothesis, long maxCells = DefaultMaxCells)
    {
        EditKind[] reversed = ArrayPool<EditKind>.Shared.Rent(reference.Length + hypothesis.Length);
        try
        {
            long errorCost = Math.Min(reference.Length, hypothesis.Length) + 1L;
            var writer = new StepWriter(reversed);
            Align(reference, hypothesis, errorCost, maxCells, ref writer);
            return ToAlignment(reversed.AsSpan(0, writer.Count));
        }
        finally
        {
            ArrayPool<EditKind>.Shared.Return(reversed);
        }
    }

    // equal words get equal numbers: comparing numbers is what the inner loop does
    private static void Number(ReadOnlySpan<string> reference, ReadOnlySpan<string> hypothesis, int[] ids)
    {
        var numbers = new Dictionary<string, int>(reference.Length + hypothesis.Length, StringComparer.Ordinal);
        int next = 0;
        foreach (string word in reference)
        {
            ids[next++] = NumberOf(word);
        }

        foreach (string word in hypothesis)
        {
            ids[next++] = NumberOf(word);
        }

        int NumberOf(string word)
        {
            ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, word, out bool isKnown);
            if (!isKnown)
            {
                number = numbers.Count;
            }

            return number;
        }
    }

    // Writes the steps from the last to the first. Scores are errors × errorCost − hits with errorCost above any number of
    // hits, so that the least score means fewest errors, then most hits.
    private static void Align(ReadOnlySpan<int> a, ReadOnlySpan<int> b, long errorCost, long maxCells, ref StepWriter writer)
    {
        while (a.Length > 0 && b.Length > 0 && a[^1] == b[^1])
        {
            // pairing equal last words never costs an error or a hit
            writer.Write(EditKind.Correct);
            a = a[..^1];
            b = b[..^1];
        }

        if (a.Length == 0 || b.Length == 0)
        {
            writer.Write(EditKind.Insertion, b.Length);
            writer.Write(EditKind.Deletion, a.Length);
            return;
        }

        int widest = Math.Min(a.Length, b.Length);
        int margin = (long)a.Length * b.Length <= SmallTableCells ? widest : Math.Min(widest, 16);
        while (true)
        {
            long cells = (long)(a.Length + 1) * (Math.Abs(a.Length - b.Length) + (2L * margin) + 1);
            if (cells > maxCells && a.Length > 1)
            {
                Split(a, b, errorCost, maxCells, ref writer);
                return;
            }

            if (AlignInBand(a, b, errorCost, margin, margin == widest, (int)cells, ref writer))
            {
                return;
            }

            margin = (int)Math.Min(widest, margin * 4L);
        }
    }

    // False when a better path may lie outside the band: leaving it takes at least |n - m| + 2 * margin + 2 errors.
    private static bool AlignInBand(
        ReadOnlySpan<int> a, ReadOnlySpan<int> b, long errorCost, int margin, bool isWholeTable, int cells, ref StepWriter writer)
    {
        int difference = b.Length - a.Length;
        int lowest = Math.Min(0, difference) - margin;
        int highest = Math.Max(0, difference) + margin;
        int width = highest - lowest + 1;
        byte[] steps = ArrayPool<byte>.Shared.Rent(cells);
        long[] row = ArrayPool<long>.Shared.Rent(b.Length + 1);
        try
        {
            Fill(a, b, errorCost, lowest, highest, steps, row);

            // score = errors * errorCost - hits with 0 <= hits < errorCost
            long errors = (row[b.Length] + errorCost - 1) / errorCost;
            if (!isWholeTable && errors > Math.Abs(difference) + (2L * margin) + 1)
            {
                return false;
            }

            for (int i = a.Length, j = b.Length; i > 0 || j > 0;)
            {
                var step = (Step)steps[((long)i * width) + j - i - lowest];
                writer.Write(step switch
                {
                    Step.Delete => EditKind.Deletion,
                    Step.Insert => EditKind.Insertion,
                    _ => a[i - 1] == b[j - 1] ? EditKind.Correct : EditKind.Substitution,
                });
                i -= step == Step.Insert ? 0 : 1;
                j -= step == Step.Delete ? 0 : 1;
            }

            return true;
        }
        finally
        {
            ArrayPool<long>.Shared.Return(row);
            ArrayPool<byte>.Shared.Return(steps);
        }
    }

    // Cell (i, j) holds the step into it at steps[i * width + (j - i - lowest)].
    private static void Fill(
        ReadOnlySpan<int> a, ReadOnlySpan<int> b, long errorCost, int lowest, int highest, byte[] steps, long[] row)
    {
        int width = highest - lowest + 1;
        row.AsSpan(0, b.Length + 1).Fill(Unreachable);
        for (int j = 0; j <= Math.Min(b.Length, highest); j++)
        {
            row[j] = j * errorCost;
            steps[j - lowest] = (byte)Step.Insert;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            int first = Math.Max(0, i + lowest);
            int last = Math.Min(b.Length, i + highest);
            Span<byte> line = steps.AsSpan(i * width, width);
            int offset = -i - lowest;
            int word = a[i - 1];
            long diagonal;
            long left;
            if (first == 0)
            {
                diagonal = row[0];
                left = row[0] = i * errorCost;
                line[offset] = (byte)Step.Delete;
                first = 1;
            }
            else
            {
                diagonal = row[first - 1];
                left = Unreachable;
            }

            for (int j = first; j <= last; j++)
            {
                long up = row[j];
                long best = diagonal + (word == b[j - 1] ? -1 : errorCost);
                Step step = Step.Pair;
                if (up + errorCost < best)
                {
                    best = up + errorCost;
                    step = Step.Delete;
                }

                if (left + errorCost < best)
                {
                    best = left + errorCost;
                    step = Step.Insert;
                }

                diagonal = up;
                row[j] = left = best;
                line[j + offset] = (byte)step;
            }
        }
    }

    private static void Split(ReadOnlySpan<int> a, ReadOnlySpan<int> b, long errorCost, long maxCells, ref StepWriter writer)
    {
        int middle = a.Length / 2;
        int best = 0;
        long[] before = ArrayPool<long>.Shared.Rent(b.Length + 1);
        long[] after = ArrayPool<long>.Shared.Rent(b.Length + 1);
        try
        {
            ScorePrefixes(a[..middle], b, errorCost, before);
            ScoreSuffixes(a[middle..], b, errorCost, after);
            for (int j = 1; j <= b.Length; j++)
            {
                if (before[j] + after[j] < before[best] + after[best])
                {
                    best = j;
                }
            }
        }
        finally
        {
            ArrayPool<long>.Shared.Return(after);
            ArrayPool<long>.Shared.Return(before);
        }

        Align(a[middle..], b[best..], errorCost, maxCells, ref writer);
        Align(a[..middle], b[..best], errorCost, maxCells, ref writer);
    }

    // scores[j]: all of a against the first j words of b
    private static void ScorePrefixes(ReadOnlySpan<int> a, ReadOnlySpan<int> b, long errorCost, long[] scores)
    {
        for (int j = 0; j <= b.Length; j++)
        {
            scores[j] = j * errorCost;
        }

        for (int i = 0; i < a.Length; i++)
        {
            long diagonal = scores[0];
            long left = scores[0] = (i + 1) * errorCost;
            for (int j = 1; j <= b.Length; j++)
            {
                long up = scores[j];
                long pair = diagonal + (a[i] == b[j - 1] ? -1 : errorCost);
                scores[j] = left = Math.Min(pair, Math.Min(up, left) + errorCost);
                diagonal = up;
            }
        }
    }

    // scores[j]: all of a against the words of b from j on
    private static void ScoreSuffixes(ReadOnlySpan<int> a, ReadOnlySpan<int> b, long errorCost, long[] scores)
    {
        for (int j = 0; j <= b.Length; j++)
        {
            scores[j] = (b.Length - j) * errorCost;
        }

        for (int i = a.Length - 1; i >= 0; i--)
        {
            long diagonal = scores[b.Length];
            long right = scores[b.Length] = (a.Length - i) * errorCost;
            for (int j = b.Length - 1; j >= 0; j--)
            {
                long down = scores[j];
                long pair = diagonal + (a[i] == b[j] ? -1 : errorCost);
                scores[j] = right = Math.Min(pair, Math.Min(down, right) + errorCost);
                diagonal = down;
            }
        }
    }

    private static WordAlignment ToAlignment(ReadOnlySpan<EditKind> reversed)
    {
        var edits = new Edit[reversed.Length];
        Span<long> counts = stackalloc long[4];
        int reference = 0;
        int hypothesis = 0;
        for (int i = 0; i < edits.Length; i++)
        {
            EditKind kind = reversed[reversed.Length - 1 - i];
            edits[i] = new Edit(
                kind,
                kind == EditKind.Insertion ? -1 : reference++,
                kind == EditKind.Deletion ? -1 : hypothesis++);
            counts[(int)kind]++;
        }

        return new WordAlignment(
            ImmutableCollectionsMarshal.AsImmutableArray(edits),
            new ErrorCounts(counts[(int)EditKind.Correct], counts[(int)EditKind.Substitution], counts[(int)EditKind.Deletion], counts[(int)EditKind.Insertion]));
    }

    private enum Step : byte
    {
        Pair,
        Delete,
        Insert,
    }

    private ref struct StepWriter(Span<EditKind> steps)
    {
        private readonly Span<EditKind> _steps = steps;

        public int Count { get; private set; }

        public void Write(EditKind kind) => _steps[Count++] = kind;

        public void Write(EditKind kind, int times)
        {
            _steps.Slice(Count, times).Fill(kind);
            Count += times;
        }
    }
}
