namespace PocketTts.Eval.Core.Alignment;

/// <summary>
/// Builds a <see cref="WordLattice"/> from left to right. Words follow the current place; alternatives open a branch from it and
/// meet again in one place.
/// </summary>
public sealed class WordLatticeBuilder
{
    private readonly List<LatticeArc> _arcs = [];
    private readonly Stack<Branch> _branches = new();
    private int _nodes = 1;
    private int _here;

    /// <summary>Tag of the words that follow; 0 at first.</summary>
    public int Tag { get; set; }

    /// <summary>Goes on by one word.</summary>
    /// <param name="word">The word.</param>
    /// <returns>This builder.</returns>
    public WordLatticeBuilder Add(string word)
    {
        ArgumentException.ThrowIfNullOrEmpty(word);
        _arcs.Add(new LatticeArc(_here, _nodes, word, Tag));
        _here = _nodes++;
        return this;
    }

    /// <summary>Opens alternatives at the current place; the first one follows.</summary>
    /// <returns>This builder.</returns>
    public WordLatticeBuilder Open()
    {
        _branches.Push(new Branch(_here));
        return this;
    }

    /// <summary>Ends an alternative and begins the next one.</summary>
    /// <returns>This builder.</returns>
    /// <exception cref="InvalidOperationException">No alternatives are open.</exception>
    public WordLatticeBuilder Or()
    {
        Branch branch = _branches.Peek();
        branch.Ends.Add(_here);
        _here = branch.Start;
        return this;
    }

    /// <summary>Ends the last alternative; all go on from one place. An alternative without words may be skipped silently.</summary>
    /// <returns>This builder.</returns>
    /// <exception cref="InvalidOperationException">No alternatives are open.</exception>
    public WordLatticeBuilder Close()
    {
        Branch branch = _branches.Pop();
        branch.Ends.Add(_here);
        foreach (int end in branch.Ends.Distinct())
        {
            _arcs.Add(new LatticeArc(end, _nodes, null));
        }

        _here = _nodes++;
        return this;
    }

    /// <summary>The lattice that was built.</summary>
    /// <returns>The lattice.</returns>
    /// <exception cref="InvalidOperationException">Alternatives are still open.</exception>
    public WordLattice Build() =>
        _branches.Count > 0
            ? throw new InvalidOperationException("alternatives are still open")
            : new WordLattice(_nodes, [.. _arcs.OrderBy(a => a.To)]);

    private sealed class Branch(int start)
    {
        public int Start { get; } = start;

        public List<int> Ends { get; } = [];
    }
}
