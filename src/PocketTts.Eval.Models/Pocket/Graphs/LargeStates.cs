using PocketTts.Eval.Models.Onnx.Graphs;

namespace PocketTts.Eval.Models.Pocket.Graphs;

/// <summary>The states that are worth a change: caches [2, 1, capacity, heads, size] and rings [2, 1, heads, size, width].</summary>
internal static class LargeStates
{
    // the other states have three dimensions at most
    private const int Rank = 5;

    /// <summary>Their declarations.</summary>
    /// <param name="document">The graph.</param>
    /// <returns>Inputs, then outputs.</returns>
    public static IEnumerable<GraphValue> Of(GraphDocument document) => document.Inputs.Concat(document.Outputs).Where(v =>
        v.Shape.Length == Rank && (v.Name.StartsWith("state_", StringComparison.Ordinal) || v.Name.StartsWith("out_state_", StringComparison.Ordinal)));
}
