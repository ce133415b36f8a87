using System.Collections.Immutable;

namespace PocketTts.Eval.Models.Numpy;

/// <summary>An array from a NumPy file.</summary>
/// <param name="Values">Elements in C order (last dimension fastest).</param>
/// <param name="Shape">Dimensions; empty for a scalar. Their product is the length of <paramref name="Values"/>.</param>
public sealed record NpyArray(float[] Values, ImmutableArray<int> Shape);
