using PocketTts.Eval.Models.Onnx.Graphs;

namespace PocketTts.Eval.Models.Pocket.Graphs;

/// <summary>
/// Cuts a cache before a plane is taken out of it. The published graphs copy a whole plane (Gather with one index along the first
/// axis) and then cut the few positions out that they need (Slice along one later axis). The other order gives the same numbers and
/// copies those positions only.
/// </summary>
internal static class SliceFirst
{
    /// <summary>Swaps Gather and Slice wherever a Slice alone reads the plane.</summary>
    /// <param name="document">The graph; changed.</param>
    /// <returns>Number of swaps.</returns>
    public static int Apply(GraphDocument document)
    {
        if (document.HasSubgraph)
        {
            return 0;
        }

        ILookup<string, GraphNode> readers = document.Readers();
        var outputs = document.Outputs.Select(o => o.Name).ToHashSet(StringComparer.Ordinal);
        var constants = document.Nodes.Where(n => n is { Operation: "Constant", Constant: not null, Outputs.Count: 1 }).ToDictionary(n => n.Outputs[0], n => n, StringComparer.Ordinal);
        int swaps = 0;
        foreach (GraphNode gather in document.Nodes.Where(n => n is { Operation: "Gather", Axis: 0, Inputs.Count: 2, Outputs.Count: 1 }).ToList())
        {
            string plane = gather.Outputs[0];
            if (!constants.TryGetValue(gather.Inputs[1], out GraphNode? index) || !index.Constant!.Shape.IsEmpty || outputs.Contains(plane))
            {
                continue;
            }

            if (readers[plane].ToList() is not [{ Operation: "Slice", Inputs.Count: 5, Outputs.Count: 1 } slice] || slice.Inputs[0] != plane || slice.Inputs.Skip(1).Contains(plane, StringComparer.Ordinal))
            {
                continue;
            }

            if (!constants.TryGetValue(slice.Inputs[3], out GraphNode? axes) || axes.Constant!.Values is not [>= 0 and < 8] || axes.Constant.Shape.Length != 1)
            {
                continue;
            }

            string cut = plane + "/cut";
            GraphNode shifted = axes.WithConstant(axes.Constant with { Values = [axes.Constant.Values[0] + 1] }, plane + "/axes");
            slice.Inputs[0] = gather.Inputs[0];
            slice.Inputs[3] = shifted.Outputs[0];
            gather.Inputs[0] = cut;
            gather.Outputs[0] = slice.Outputs[0];
            slice.Outputs[0] = cut;
            document.Nodes.Remove(gather);
            int place = document.Nodes.IndexOf(slice);
            document.Nodes.Insert(place + 1, gather);
            document.Nodes.Insert(place, shifted);
            swaps++;
        }

        return swaps;
    }
}
