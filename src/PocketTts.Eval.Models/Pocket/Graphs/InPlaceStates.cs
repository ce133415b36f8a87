using System.Collections.Immutable;
using PocketTts.Eval.Models.Onnx.Graphs;

namespace PocketTts.Eval.Models.Pocket.Graphs;

/// <summary>
/// Finds the states whose input and output may share one piece of memory, so that ONNX Runtime copies nothing: those that are passed
/// through, and caches that ScatterND writes once everything that reads the old content has been computed. ONNX Runtime's kernels of
/// both operators leave the copying out when source and target are the same.
/// </summary>
internal static class InPlaceStates
{
    /// <summary>Finds them.</summary>
    /// <param name="document">The graph.</param>
    /// <returns>Names of their inputs.</returns>
    public static ImmutableHashSet<string> Find(GraphDocument document)
    {
        if (document.HasSubgraph)
        {
            return [];
        }

        ILookup<string, GraphNode> readers = document.Readers();
        var producers = new Dictionary<string, GraphNode>(StringComparer.Ordinal);
        foreach (GraphNode node in document.Nodes)
        {
            node.Outputs.ForEach(name => producers[name] = node);
        }

        return [.. document.Inputs.Select(i => i.Name).Where(name => name.StartsWith("state_", StringComparison.Ordinal) && MayShare(name, readers, producers))];
    }

    private static bool MayShare(string state, ILookup<string, GraphNode> readers, Dictionary<string, GraphNode> producers)
    {
        if (!producers.TryGetValue("out_" + state, out GraphNode? writer))
        {
            return false;
        }

        if (writer.Operation == "Identity")
        {
            return writer.Inputs is [var source] && source == state;
        }

        if (writer.Operation != "ScatterND" || writer.Inputs.Count != 3 || writer.HasAttributes || writer.Inputs.Skip(1).Contains(state, StringComparer.Ordinal))
        {
            return false;
        }

        HashSet<GraphNode> before = Ancestors(writer, producers);
        return readers[state].All(reader => reader == writer || reader.Operation == "Shape" || before.Contains(reader));
    }

    private static HashSet<GraphNode> Ancestors(GraphNode node, Dictionary<string, GraphNode> producers)
    {
        var found = new HashSet<GraphNode>();
        var waiting = new Stack<GraphNode>([node]);
        while (waiting.TryPop(out GraphNode? next))
        {
            foreach (string name in next.Inputs)
            {
                if (producers.TryGetValue(name, out GraphNode? producer) && found.Add(producer))
                {
                    waiting.Push(producer);
                }
            }
        }

        return found;
    }
}
