namespace PocketTts.Eval.Core.Alignment;

/// <summary>
/// The table of least scores over reference nodes × hypothesis nodes. Steps are kept for one stretch of reference nodes at a time; stretches begin
/// and end at nodes that every path passes.
/// </summary>
internal sealed class LatticeTable(IndexedLattice reference, IndexedLattice hypothesis, LatticeWeights weights)
{
    private const long Unreachable = long.MaxValue / 2;

    // a stretch that cannot be divided may take 2 GiB
    private const long MaxCells = 512L << 20;

    private readonly int _width = hypothesis.NodeCount;
    private readonly int[] _furthest = reference.FurthestNode();

    /// <summary>Steps of the best pair of paths from the end to the start: the arc taken in each lattice, or -1.</summary>
    public List<(int ReferenceArc, int HypothesisArc)> Trace(long maxCells)
    {
        List<int> bounds = Divide(maxCells);
        var saved = new long[]?[bounds.Count];
        for (int i = 0; i + 2 < bounds.Count; i++)
        {
            saved[i + 1] = Fill(bounds[i], bounds[i + 1], saved[i], steps: null);
        }

        int[] steps = new int[LargestStretch(bounds)];
        var path = new List<(int, int)>();
        int column = _width - 1;
        for (int i = bounds.Count - 2; i >= 0; i--)
        {
            int first = bounds[i];
            int last = bounds[i + 1];
            Fill(first, last, saved[i], steps);
            saved[i] = null;
            column = Follow(first, last, column, steps, path);
        }

        return path;
    }

    private long LargestStretch(List<int> bounds)
    {
        int nodes = bounds.Zip(bounds.Skip(1), (first, last) => last - first + 1).Max();
        long cells = (long)nodes * _width;
        return cells <= MaxCells
            ? cells
            : throw new ArgumentException($"alternatives of {nodes - 1} words against {_width - 1} words are too many to align");
    }

    // Nodes between which no arc passes over, far enough apart to fill the memory that is granted.
    private List<int> Divide(long maxCells)
    {
        int end = reference.NodeCount - 1;
        var bounds = new List<int> { 0 };
        int passable = 0;
        int furthest = _furthest[0];
        for (int node = 1; node < end; node++)
        {
            if (furthest <= node)
            {
                passable = node;
            }

            furthest = Math.Max(furthest, _furthest[node]);
            if ((long)(node + 2 - bounds[^1]) * _width > maxCells && passable > bounds[^1])
            {
                bounds.Add(passable);
            }
        }

        bounds.Add(end);
        return bounds;
    }

    // Rows first..last; the row of first is given unless first is the start. Returns the row of last.
    private long[] Fill(int first, int last, long[]? firstRow, int[]? steps)
    {
        var rows = new long[]?[last - first + 1];
        var spare = new Stack<long[]>();
        var expiring = new PriorityQueue<int, int>();
        for (int node = first; node <= last; node++)
        {
            if (node == first && firstRow is not null)
            {
                rows[0] = firstRow;
            }
            else
            {
                long[] row = spare.TryPop(out long[]? used) ? used : new long[_width];
                FillRow(node, row, rows, first, steps is null ? default : steps.AsSpan((node - first) * _width, _width));
                rows[node - first] = row;
            }

            // a row that no later node looks at can be written over
            expiring.Enqueue(node, _furthest[node]);
            while (expiring.TryPeek(out int old, out int until) && until <= node && old < node)
            {
                expiring.Dequeue();
                long[]? row = rows[old - first];
                rows[old - first] = null;
                if (row is not null && !ReferenceEquals(row, firstRow))
                {
                    spare.Push(row);
                }
            }
        }

        return rows[last - first]!;
    }

    // A step is 0 where nothing leads to the cell, else (reference arc's place among those into the node + 1) * 65,536 + the same for the hypothesis.
    private void FillRow(int node, long[] row, long[]?[] rows, int firstNode, Span<int> steps)
    {
        int[] hypothesisFrom = hypothesis.From;
        int[] hypothesisWord = hypothesis.Word;
        int firstArc = reference.FirstArc[node];
        int lastArc = reference.FirstArc[node + 1];
        for (int column = 0; column < row.Length; column++)
        {
            int firstHeard = hypothesis.FirstArc[column];
            int lastHeard = hypothesis.FirstArc[column + 1];
            long best = node == 0 && column == 0 ? 0 : Unreachable;
            int step = 0;
            for (int arc = firstArc; arc < lastArc; arc++)
            {
                int word = reference.Word[arc];
                long[] before = rows[reference.From[arc] - firstNode]!;
                int arcStep = (arc - firstArc + 1) << 16;
                if (word != IndexedLattice.Nothing)
                {
                    for (int heard = firstHeard; heard < lastHeard; heard++)
                    {
                        if (hypothesisWord[heard] == IndexedLattice.Nothing)
                        {
                            continue;
                        }

                        long pair = before[hypothesisFrom[heard]] + (word == hypothesisWord[heard] ? weights.Hit : weights.Substitution);
                        if (pair < best)
                        {
                            best = pair;
                            step = arcStep | (heard - firstHeard + 1);
                        }
                    }
                }

                long deletion = before[column] + (word == IndexedLattice.Nothing ? 0 : weights.Deletion);
                if (deletion < best)
                {
                    best = deletion;
                    step = arcStep;
                }
            }

            for (int heard = firstHeard; heard < lastHeard; heard++)
            {
                long insertion = row[hypothesisFrom[heard]] + (hypothesisWord[heard] == IndexedLattice.Nothing ? 0 : weights.Insertion);
                if (insertion < best)
                {
                    best = insertion;
                    step = heard - firstHeard + 1;
                }
            }

            row[column] = best;
            if (!steps.IsEmpty)
            {
                steps[column] = step;
            }
        }
    }

    // Walks from (last, column) to the row of first, at the start of the reference to the first column; returns the column reached.
    private int Follow(int first, int last, int column, int[] steps, List<(int ReferenceArc, int HypothesisArc)> path)
    {
        int node = last;
        while (first == 0 ? node > 0 || column > 0 : node > first)
        {
            int step = steps[((node - first) * _width) + column];
            int referenceArc = (step >> 16) == 0 ? -1 : reference.FirstArc[node] + (step >> 16) - 1;
            int hypothesisArc = (step & 0xFFFF) == 0 ? -1 : hypothesis.FirstArc[column] + (step & 0xFFFF) - 1;
            path.Add((referenceArc, hypothesisArc));
            node = referenceArc < 0 ? node : reference.From[referenceArc];
            column = hypothesisArc < 0 ? column : hypothesis.From[hypothesisArc];
        }

        return column;
    }
}
