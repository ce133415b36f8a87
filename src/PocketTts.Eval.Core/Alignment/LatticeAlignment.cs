using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Alignment;

/// <summary>The path through a reference and the path through a hypothesis that fit best, and how they differ.</summary>
/// <param name="ReferenceArcs">Arcs of the reference on its path that carry a word, as indices into <see cref="WordLattice.Arcs"/>.</param>
/// <param name="HypothesisArcs">Arcs of the hypothesis on its path that carry a word.</param>
/// <param name="Edits">Steps from left to right; indices count the words along the two paths.</param>
/// <param name="Counts">How many steps of each kind there are.</param>
public sealed record LatticeAlignment(
    ImmutableArray<int> ReferenceArcs, ImmutableArray<int> HypothesisArcs, ImmutableArray<Edit> Edits, ErrorCounts Counts);
