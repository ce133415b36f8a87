using PocketTts.Eval.Models.Onnx.Graphs;

namespace PocketTts.Eval.Models.Pocket.Graphs;

/// <summary>
/// Makes <c>flow_lm_main</c> write keys and values into its caches in one go. The published graphs write keys into a copy of the cache
/// and values into a copy of that copy. Both become one ScatterND of both: the same numbers in the same places, with one copy, or with
/// none where input and output share their memory (see <see cref="InPlaceStates"/>). What does not look like that stays as it is.
/// </summary>
internal static class CacheWriteMerge
{
    /// <summary>Merges the writes of every state of a graph.</summary>
    /// <param name="document">The graph; changed.</param>
    /// <returns>Number of states whose writes were merged.</returns>
    public static int Apply(GraphDocument document)
    {
        if (document.HasSubgraph)
        {
            return 0;
        }

        ILookup<string, GraphNode> readers = document.Readers();
        var writers = document.Nodes.Where(n => n.Operation == "ScatterND" && n.Inputs.Count == 3 && n.Outputs.Count == 1 && !n.HasAttributes).ToDictionary(n => n.Outputs[0], StringComparer.Ordinal);
        var outputs = document.Outputs.Select(o => o.Name).ToHashSet(StringComparer.Ordinal);
        int merged = 0;
        foreach (string state in document.Inputs.Select(i => i.Name).Where(n => n.StartsWith("state_", StringComparison.Ordinal)))
        {
            string between;
            if (!writers.TryGetValue("out_" + state, out GraphNode? second) || !writers.TryGetValue(between = second.Inputs[0], out GraphNode? first) || first.Inputs[0] != state)
            {
                continue;
            }

            // in between only its shape may matter, which is that of the state
            if (outputs.Contains(between) || second.Inputs.Skip(1).Contains(between, StringComparer.Ordinal) || readers[between].Any(n => n != second && !IsForShape(n, between, readers, outputs)))
            {
                continue;
            }

            foreach (GraphNode reader in readers[between].Where(n => n != second))
            {
                reader.Inputs[0] = state;
            }

            string indices = second.Outputs[0] + "/indices";
            string updates = second.Outputs[0] + "/updates";
            int place = document.Nodes.IndexOf(second);
            document.Nodes.InsertRange(place, [GraphNode.Concat(first.Inputs[1], second.Inputs[1], indices), GraphNode.Concat(first.Inputs[2], second.Inputs[2], updates)]);
            second.Inputs[0] = state;
            second.Inputs[1] = indices;
            second.Inputs[2] = updates;
            document.Nodes.Remove(first);
            merged++;
        }

        return merged;
    }

    // Shape itself, or a part is taken whose shape alone is asked for
    private static bool IsForShape(GraphNode node, string name, ILookup<string, GraphNode> readers, HashSet<string> outputs) => node.Inputs[0] == name
        && !node.Inputs.Skip(1).Contains(name, StringComparer.Ordinal)
        && (node.Operation == "Shape" || (node.Operation is "Gather" or "Slice" && node.Outputs is [var part] && !outputs.Contains(part) && readers[part].All(r => IsForShape(r, part, readers, outputs))));
}
