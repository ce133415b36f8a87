namespace PocketTts.Eval.Models.Pocket.Tokenization;

/// <summary>
/// All normal pieces as a double-array trie over UTF-16 units: one step costs two array reads, which is what lets the
/// tokenizer run at memory-like speed. Built by first fit; a few thousand pieces take milliseconds.
/// </summary>
internal sealed class PieceTrie
{
    private readonly ushort[] _symbols = new ushort[char.MaxValue + 1];
    private Node[] _nodes;
    private int _symbolCount = 1;

    /// <summary>Builds the trie.</summary>
    /// <param name="pieces">Texts with their id and score; ids are not negative, texts are distinct and not empty.</param>
    public PieceTrie(IReadOnlyList<(string Text, int Id, float Score)> pieces)
    {
        foreach (char unit in pieces.SelectMany(p => p.Text))
        {
            if (_symbols[unit] == 0)
            {
                _symbols[unit] = (ushort)_symbolCount++;
            }
        }

        _nodes = new Node[_symbolCount * 2];
        Array.Fill(_nodes, Node.Free);
        _nodes[0] = Node.Free with { Check = 0 };
        (string Text, int Id, float Score)[] sorted = [.. pieces.OrderBy(p => p.Text, StringComparer.Ordinal)];
        int free = 1;
        Place(sorted, 0, 0, ref free);
    }

    /// <summary>Index of the root.</summary>
    public const int Root = 0;

    /// <summary>Follows one UTF-16 unit.</summary>
    /// <param name="node">Node to leave.</param>
    /// <param name="unit">Unit to follow.</param>
    /// <param name="id">Id of the piece that ends here, or -1.</param>
    /// <param name="score">Score of that piece.</param>
    /// <returns>The next node, or -1 when no piece goes on this way.</returns>
    public int Step(int node, char unit, out int id, out float score)
    {
        int symbol = _symbols[unit];
        int next = _nodes[node].Base + symbol;
        Node[] nodes = _nodes;
        if (symbol == 0 || (uint)next >= (uint)nodes.Length || nodes[next].Check != node || next == Root)
        {
            id = -1;
            score = 0;
            return -1;
        }

        ref readonly Node found = ref nodes[next];
        id = found.Id;
        score = found.Score;
        return next;
    }

    private void Place(ReadOnlySpan<(string Text, int Id, float Score)> pieces, int depth, int node, ref int free)
    {
        while (pieces.Length > 0 && pieces[0].Text.Length == depth)
        {
            _nodes[node] = _nodes[node] with { Id = pieces[0].Id, Score = pieces[0].Score };
            pieces = pieces[1..];
        }

        if (pieces.Length == 0)
        {
            return;
        }

        var groups = new List<(ushort Symbol, int Start, int End)>();
        for (int start = 0; start < pieces.Length;)
        {
            char unit = pieces[start].Text[depth];
            int end = start + 1;
            while (end < pieces.Length && pieces[end].Text[depth] == unit)
            {
                end++;
            }

            groups.Add((_symbols[unit], start, end));
            start = end;
        }

        int position = FindBase(groups, ref free);
        _nodes[node] = _nodes[node] with { Base = position };
        foreach ((ushort symbol, _, _) in groups)
        {
            _nodes[position + symbol] = Node.Free with { Check = node };
        }

        foreach ((ushort symbol, int start, int end) in groups)
        {
            Place(pieces[start..end], depth + 1, position + symbol, ref free);
        }
    }

    private int FindBase(List<(ushort Symbol, int Start, int End)> groups, ref int free)
    {
        while (_nodes[free].Check >= 0)
        {
            Grow(++free + _symbolCount);
        }

        for (int position = Math.Max(0, free - groups.Min(g => g.Symbol)); ; position++)
        {
            Grow(position + _symbolCount + 1);
            bool fits = true;
            foreach ((ushort symbol, _, _) in groups)
            {
                fits &= position + symbol != Root && _nodes[position + symbol].Check < 0;
            }

            if (fits)
            {
                return position;
            }
        }
    }

    private void Grow(int length)
    {
        int old = _nodes.Length;
        if (length >= old)
        {
            Array.Resize(ref _nodes, Math.Max(length + 1, old * 2));
            Array.Fill(_nodes, Node.Free, old, _nodes.Length - old);
        }
    }

    private readonly record struct Node(int Base, int Check, int Id, float Score)
    {
        public static Node Free => new(0, -1, -1, 0);
    }
}
