using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Alignment;

/// <summary>
/// Several ways to say the same thing: a graph of words in which every path from node 0 to the last node is one of them. Arcs lead from lower to
/// higher nodes.
/// </summary>
public sealed class WordLattice
{
    internal WordLattice(int nodeCount, ImmutableArray<LatticeArc> arcs)
    {
        NodeCount = nodeCount;
        Arcs = arcs;
    }

    /// <summary>Nodes, at least 1; node 0 is the start and the last one the end.</summary>
    public int NodeCount { get; }

    /// <summary>Arcs, ordered by the node they reach; those into one node in the order they were written.</summary>
    public ImmutableArray<LatticeArc> Arcs { get; }

    /// <summary>True when there are no alternatives and every arc has a word.</summary>
    internal bool IsOnePath => Arcs.Length == NodeCount - 1 && Arcs.All(a => a.Word is not null && a.To == a.From + 1);

    /// <summary>A lattice with one path.</summary>
    /// <param name="words">The words of the path.</param>
    /// <returns>The lattice.</returns>
    public static WordLattice FromWords(ReadOnlySpan<string> words)
    {
        var arcs = new LatticeArc[words.Length];
        for (int i = 0; i < arcs.Length; i++)
        {
            arcs[i] = new LatticeArc(i, i + 1, words[i]);
        }

        return new WordLattice(words.Length + 1, [.. arcs]);
    }

    /// <summary>
    /// Reads sclite's notation, in which items are separated by blanks: <c>{ sixty six / 66 / @ }</c> for alternatives, which may be nested, and <c>@</c>
    /// for nothing. <c>(word)</c> is <c>{ word / @ }</c>: unlike sclite, skipping an optional word costs nothing and the word is not counted.
    /// </summary>
    /// <param name="text">The notation.</param>
    /// <returns>The lattice.</returns>
    /// <exception cref="InputException">Braces do not match, a slash stands outside braces, or braces are nested more than 64 deep.</exception>
    public static WordLattice Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var builder = new WordLatticeBuilder();
        new LatticeParser(text, builder, (start, end) =>
        {
            foreach (string word in text[start..end].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                builder.Add(word);
            }
        }).Parse();
        return builder.Build();
    }
}
