using PocketTts.Eval.Models.Onnx.Graphs;

namespace PocketTts.Eval.Models.Pocket.Graphs;

/// <summary>
/// Frees the size of the key-value caches of <c>flow_lm_main</c>. The published graphs declare them with 1000 positions and copy
/// them twice per layer and step; the arithmetic never depends on that number. So the number in the graph's inputs and outputs
/// becomes a symbolic name, in memory, and the caller may pass caches of any capacity. Inferred shapes (<c>value_info</c>) would
/// contradict that and are dropped.
/// </summary>
internal static class CacheCapacityPatch
{
    private const int CapacityAxis = 2;

    /// <summary>Frees the caches of a graph.</summary>
    /// <param name="document">The graph; changed.</param>
    /// <returns>The smallest capacity that was declared; null when no cache declared one.</returns>
    public static int? Apply(GraphDocument document)
    {
        int? capacity = null;
        foreach (GraphValue cache in LargeStates.Of(document))
        {
            if (cache.Shape[CapacityAxis] is > 0 and <= int.MaxValue and var declared)
            {
                capacity = Math.Min(capacity ?? int.MaxValue, (int)declared);
            }

            cache.Free(CapacityAxis, "cache_capacity");
        }

        document.ValueInfo = [];
        return capacity;
    }
}
