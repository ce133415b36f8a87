using PocketTts.Eval.Core.Alignment;

namespace PocketTts.Eval.Core.Text.Spoken;

/// <summary>Lets two neighbouring words be one.</summary>
internal static class Compounds
{
    /// <summary>Adds an arc for each two neighbouring words of a text that the other text writes as one.</summary>
    public static SpokenText Join(SpokenText text, SpokenText other)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        int longest = 0;
        foreach (LatticeArc arc in other.Lattice.Arcs)
        {
            if (arc.Word is not null && known.Add(arc.Word))
            {
                longest = Math.Max(longest, arc.Word.Length);
            }
        }

        ILookup<int, LatticeArc> byEnd = text.Lattice.Arcs.Where(a => a.Word is not null).ToLookup(a => a.To);
        List<LatticeArc> joined = [];
        List<TextSpan> spans = [];
        foreach (LatticeArc second in text.Lattice.Arcs)
        {
            if (second.Word is null)
            {
                continue;
            }

            foreach (LatticeArc first in byEnd[second.From])
            {
                if (first.Word!.Length + second.Word.Length <= longest && known.Contains(first.Word + second.Word))
                {
                    joined.Add(new LatticeArc(first.From, second.To, first.Word + second.Word, text.Tokens.Length + spans.Count));
                    spans.Add(new TextSpan(text.Tokens[first.Tag].Start, text.Tokens[second.Tag].End));
                }
            }
        }

        return joined.Count == 0
            ? text
            : new SpokenText(
                new WordLattice(text.Lattice.NodeCount, [.. text.Lattice.Arcs.Concat(joined).OrderBy(a => a.To)]),
                [.. text.Tokens, .. spans]);
    }
}
