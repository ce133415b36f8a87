using System.Collections.Immutable;
using PocketTts.Eval.Core.Alignment;

namespace PocketTts.Eval.Core.Text.Spoken;

/// <summary>Everything a text may sound like.</summary>
/// <param name="Lattice">Its readings; the tag of an arc is an index into <paramref name="Tokens"/>.</param>
/// <param name="Tokens">Where in the original each token stands, in order.</param>
public sealed record SpokenText(WordLattice Lattice, ImmutableArray<TextSpan> Tokens);
