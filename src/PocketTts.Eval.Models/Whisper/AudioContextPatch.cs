using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime;
using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Onnx;
using PocketTts.Eval.Models.Onnx.Graphs;

namespace PocketTts.Eval.Models.Whisper;

/// <summary>
/// Opens Whisper's graphs so that they take less than 30 s. Exported encoders add their whole table of 1500 positions, so a shorter
/// input fails there: in memory, the table is cut to the length of what it is added to, and the declared lengths become symbolic. The
/// decoder's arithmetic takes any length; only its declarations forbid it. A whole window gives the same numbers as before but for rounding.
/// </summary>
internal static class AudioContextPatch
{
    private const string Symbol = "audio_states";

    /// <summary>Opens an encoder.</summary>
    /// <exception cref="InputException">The file is unusable, or its graph is not what it should be.</exception>
    public static InferenceSession OpenEncoder(string path, OnnxSessionSettings settings) => ChangedModel.Open(path, settings, document =>
    {
        if (FreeEncoder(document) is { } fault)
        {
            throw Wrong(path, fault);
        }
    });

    /// <summary>Opens a decoder.</summary>
    /// <exception cref="InputException">The file is unusable.</exception>
    public static InferenceSession OpenDecoder(string path, OnnxSessionSettings settings) => ChangedModel.Open(path, settings, FreeDecoder);

    /// <summary>What to say of a graph that cannot take less than 30 s.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="fault">What is in the way.</param>
    /// <param name="cause">What was thrown, or null.</param>
    public static InputException Wrong(string path, string fault, Exception? cause = null) =>
        new($"cannot encode less than 30 s: {fault}", path, field: "audio-ctx", expected: "a graph that works at any length but for its table of positions", remedy: "leave audio-ctx out", innerException: cause);

    /// <summary>Changes an encoder.</summary>
    /// <param name="document">The graph; changed unless a fault is returned.</param>
    /// <returns>What is in the way, or null.</returns>
    internal static string? FreeEncoder(GraphDocument document)
    {
        GraphValue? input = document.Inputs.Find(v => v.Name == "input_features" && v.Shape.Length == 3);
        GraphValue? output = document.Outputs.Find(v => v.Name == "last_hidden_state" && v.Shape.Length == 3);
        if (input is null || output is null || document.HasSubgraph)
        {
            return "it has other inputs and outputs than input_features and last_hidden_state, or graphs within";
        }

        // a length that the exporter wrote down instead of working it out
        IEnumerable<GraphConstant> constants = document.Initializers.Select(i => i.Constant).Concat(document.Nodes.Select(n => n.Constant)).OfType<GraphConstant>();
        if (constants.SelectMany(c => c.Values).FirstOrDefault(IsLength) is > 0 and var length)
        {
            return FormattableString.Invariant($"it holds the constant {length}");
        }

        // nodes stand in the order of their computing; a name that is left out is empty
        var tables = document.Initializers.Where(i => i.Shape.Contains(AudioContext.WholeStates)).Select(i => i.Name).ToHashSet(StringComparer.Ordinal);
        var live = new HashSet<string>(StringComparer.Ordinal) { input.Name };
        var readers = new List<(GraphNode Node, int Input)>();
        foreach (GraphNode node in document.Nodes)
        {
            IEnumerable<string> outputs = node.Outputs.Where(o => o.Length > 0);
            if (!node.Inputs.Exists(live.Contains))
            {
                if (node.Inputs.Exists(tables.Contains))
                {
                    tables.UnionWith(outputs);
                }

                continue;
            }

            live.UnionWith(outputs);
            readers.AddRange(Enumerable.Range(0, node.Inputs.Count).Where(i => tables.Contains(node.Inputs[i])).Select(i => (node, i)));
        }

        if (readers is not [({ Operation: "Add", Inputs.Count: 2 } add, var place)])
        {
            return FormattableString.Invariant($"{readers.Count} nodes ({string.Join(", ", readers.Select(r => r.Node.Operation).Distinct())}) read a table of {AudioContext.WholeStates} positions, expected one Add");
        }

        string table = add.Inputs[place];
        string name = table + "/audio_ctx";
        document.Nodes.InsertRange(document.Nodes.IndexOf(add),
        [
            GraphNode.Number(0, name + "/first"),
            GraphNode.Number(1, name + "/second"),
            GraphNode.Number(2, name + "/third"),
            // counted from the end: some tables have an axis for the batch
            GraphNode.Number(-2, name + "/axis"),
            GraphNode.Of("Shape", [add.Inputs[1 - place]], name + "/shape"),
            GraphNode.Of("Slice", [name + "/shape", name + "/second", name + "/third", name + "/first"], name + "/length"),
            GraphNode.Of("Slice", [table, name + "/first", name + "/length", name + "/axis"], name),
        ]);
        add.Inputs[place] = name;
        input.Free(2, "audio_frames");
        output.Free(1, Symbol);
        document.ValueInfo = [];
        return null;
    }

    /// <summary>Changes a decoder, merged or one of a pair.</summary>
    /// <param name="document">The graph; changed.</param>
    internal static void FreeDecoder(GraphDocument document)
    {
        foreach (GraphValue value in document.Inputs.Concat(document.Outputs))
        {
            for (int axis = 0; axis < value.Shape.Length; axis++)
            {
                if (value.Shape[axis] == AudioContext.WholeStates)
                {
                    value.Free(axis, Symbol);
                }
            }
        }

        document.ValueInfo = [];
    }

    // 1500, 3000, or one of them times the heads
    private static bool IsLength(long value) => value is > 0 and < int.MaxValue && value % AudioContext.WholeStates == 0;
}
