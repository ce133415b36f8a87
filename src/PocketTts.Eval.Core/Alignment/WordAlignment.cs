using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Alignment;

/// <summary>How a hypothesis differs from a reference.</summary>
/// <param name="Edits">Steps from left to right; every reference and every hypothesis word occurs in exactly one.</param>
/// <param name="Counts">How many steps of each kind there are.</param>
public sealed record WordAlignment(ImmutableArray<Edit> Edits, ErrorCounts Counts);
