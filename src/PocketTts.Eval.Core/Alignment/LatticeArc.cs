namespace PocketTts.Eval.Core.Alignment;

/// <summary>One step through a <see cref="WordLattice"/>.</summary>
/// <param name="From">Node it leaves.</param>
/// <param name="To">Node it reaches, above <paramref name="From"/>.</param>
/// <param name="Word">The word on it, or null for a step that says nothing.</param>
/// <param name="Tag">A number that its maker gave it, e.g. the token it comes from.</param>
public readonly record struct LatticeArc(int From, int To, string? Word, int Tag = 0);
