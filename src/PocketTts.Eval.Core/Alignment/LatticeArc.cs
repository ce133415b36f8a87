namespace PocketTts.Eval.Core.Alignment;

/// <summary>One step through a <see cref="WordLattice"/>.</summary>
/// <param name="From">Node it leaves.</param>
/// <param name="To">Node it reaches, above <paramref name="From"/>.</param>
/// <param name="Word">The word on it, or null for a step that says nothing.</param>
public readonly record struct LatticeArc(int From, int To, string? Word);
