using PocketTts.Eval.Models.Onnx.Graphs;

namespace PocketTts.Eval.Models.Pocket.Graphs;

/// <summary>
/// Makes the rings of <c>mimi_decoder</c> smaller. Its attention looks <c>context</c> steps back (250 in the published models) but the
/// graphs keep, compare and weigh 1000; everything outside the context is masked out. A ring needs room for the context and for the steps
/// of one call only, so its size becomes <c>steps + context - 1</c>: the masked part is not computed, the rest is the same arithmetic
/// in another order. The size is found in the states' shapes and in the constants of the ring's arithmetic (Mod, Sub, and a row of
/// indices); a graph where any of them is used in another way stays as it is.
/// </summary>
internal static class DecoderRingPatch
{
    /// <summary>Axis of a ring [2, 1, heads, size, width] that holds its steps.</summary>
    public const int Axis = 3;

    /// <summary>Steps of the decoder's transformer per latent frame: 200 Hz against 12.5 Hz.</summary>
    public const int StepsPerFrame = 16;

    private const int Alignment = 16;

    /// <summary>Shrinks the rings of a graph.</summary>
    /// <param name="document">The graph; changed unless null is returned.</param>
    /// <param name="framesPerCall">Most frames of one call.</param>
    /// <returns>Declared and new size, or null when the graph stays as it is.</returns>
    public static RingSize? Apply(GraphDocument document, int framesPerCall)
    {
        List<GraphValue> rings = [.. LargeStates.Of(document)];
        if (document.HasSubgraph || rings.Count == 0 || rings.Any(r => r.Shape[Axis] != rings[0].Shape[Axis]))
        {
            return null;
        }

        long declared = rings[0].Shape[Axis];
        ILookup<string, GraphNode> readers = document.Readers();
        if (Context(document, readers) is not { } context || context > declared)
        {
            return null;
        }

        long used = ((framesPerCall * StepsPerFrame) + context - 1 + Alignment - 1) / Alignment * Alignment;
        if (used >= declared)
        {
            return null;
        }

        var replaced = new Dictionary<GraphNode, GraphNode>();
        bool hasModulus = false;
        bool hasIndices = false;
        foreach (GraphNode node in document.Nodes.Where(n => n is { Operation: "Constant", Constant: not null, Outputs.Count: 1 }))
        {
            GraphConstant constant = node.Constant!;
            bool isSize = constant.Values is [var single] && single == declared;
            if (!isSize && constant.Values.Length != declared)
            {
                continue;
            }

            if (Replacement(constant, readers[node.Outputs[0]], node.Outputs[0], isSize, declared, used) is not { } replacement)
            {
                return null;
            }

            replaced.Add(node, node.WithConstant(replacement));
            hasModulus |= isSize && readers[node.Outputs[0]].Any(n => n.Operation == "Mod");
            hasIndices |= !isSize;
        }

        if (!hasModulus || !hasIndices)
        {
            return null;
        }

        for (int i = 0; i < document.Nodes.Count; i++)
        {
            document.Nodes[i] = replaced.GetValueOrDefault(document.Nodes[i], document.Nodes[i]);
        }

        rings.ForEach(r => r.Resize(Axis, used));
        document.ValueInfo = [];
        return new RingSize((int)declared, (int)used);
    }

    // the one number that distances are compared with
    private static long? Context(GraphDocument document, ILookup<string, GraphNode> readers)
    {
        List<long> found = [.. document.Nodes
            .Where(n => n is { Operation: "Constant", Constant.Values.Length: 1, Outputs.Count: 1 } && readers[n.Outputs[0]].Any(r => r.Operation == "Less" && r.Inputs.Count == 2 && r.Inputs[1] == n.Outputs[0]))
            .Select(n => n.Constant!.Values[0])
            .Distinct()];
        return found is [> 0 and <= 1 << 20] ? found[0] : null;
    }

    private static GraphConstant? Replacement(GraphConstant constant, IEnumerable<GraphNode> readers, string name, bool isSize, long declared, long used)
    {
        if (isSize)
        {
            return readers.All(r => r.Operation is "Mod" or "Sub" && r.Inputs.Count == 2 && r.Inputs[1] == name) ? constant with { Values = [used] } : null;
        }

        // 0, 1, 2, … or the same number everywhere
        bool isRow = constant.Values.Select((v, i) => v == i).All(same => same);
        if ((!isRow && constant.Values.Any(v => v != constant.Values[0])) || constant.Shape.Count(d => d == declared) != 1)
        {
            return null;
        }

        return new GraphConstant(constant.Shape.Replace(declared, used), [.. constant.Values.Take((int)used)]);
    }
}
