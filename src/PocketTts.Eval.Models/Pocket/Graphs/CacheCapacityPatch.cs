using System.Text;
using PocketTts.Eval.Models.Protobuf;

namespace PocketTts.Eval.Models.Pocket.Graphs;

/// <summary>
/// Frees the size of the key-value caches of <c>flow_lm_main</c>. The published graphs declare them with 1000 positions and copy
/// them twice per layer and step; the arithmetic never depends on that number. So the number in the graph's inputs and outputs
/// becomes a symbolic name, in memory, and the caller may pass caches of any capacity. Inferred shapes (<c>value_info</c>) would
/// contradict that and are dropped. Field numbers: onnx.proto3 of the ONNX project.
/// </summary>
internal static class CacheCapacityPatch
{
    private const int GraphField = 7;
    private const int InputField = 11;
    private const int OutputField = 12;
    private const int ValueInfoField = 13;
    private const int CapacityAxis = 2;

    private static readonly byte[] Symbol = Encoding.ASCII.GetBytes("cache_capacity");

    /// <summary>Patches a model.</summary>
    /// <param name="model">Bytes of the model.</param>
    /// <returns>The patched model, and the smallest capacity that was declared; null when no cache declared one.</returns>
    /// <exception cref="InvalidDataException">The bytes are no ONNX model.</exception>
    public static (byte[] Model, int? Capacity) Apply(ReadOnlySpan<byte> model)
    {
        int? capacity = null;
        bool hasGraph = false;
        var output = new ProtobufOutput(1 << 20);
        var walker = new ProtobufWalker(model);
        while (walker.Next())
        {
            if (walker.Field == GraphField && walker.IsBytes)
            {
                hasGraph = true;
                byte[] graph = PatchGraph(walker.Bytes, ref capacity);
                output.Field(GraphField, graph);
            }
            else
            {
                output.Raw(model[walker.Start..walker.End]);
            }
        }

        return hasGraph ? (output.ToArray(), capacity) : throw new InvalidDataException("the file holds no ONNX graph");
    }

    private static byte[] PatchGraph(ReadOnlySpan<byte> graph, ref int? capacity)
    {
        var output = new ProtobufOutput(1 << 20);
        var walker = new ProtobufWalker(graph);
        while (walker.Next())
        {
            if (walker.Field is InputField or OutputField && walker.IsBytes && IsCache(walker.Bytes))
            {
                output.Field(walker.Field, Descend(walker.Bytes, 0, ref capacity));
            }
            else if (walker.Field != ValueInfoField)
            {
                output.Raw(graph[walker.Start..walker.End]);
            }
        }

        return output.ToArray();
    }

    // a state whose shape has five dimensions; the other states have three at most
    private static bool IsCache(ReadOnlySpan<byte> valueInfo)
    {
        bool isState = false;
        int rank = 0;
        var walker = new ProtobufWalker(valueInfo);
        while (walker.Next())
        {
            isState |= walker.Field == 1 && walker.IsBytes && (walker.Bytes.StartsWith("state_"u8) || walker.Bytes.StartsWith("out_state_"u8));
            rank = walker.Field == 2 && walker.IsBytes ? Rank(walker.Bytes, 1) : rank;
        }

        return isState && rank == 5;
    }

    private static int Rank(ReadOnlySpan<byte> message, int level)
    {
        int rank = 0;
        var walker = new ProtobufWalker(message);
        while (walker.Next())
        {
            if (walker.IsBytes && walker.Field == FieldOnTheWay(level))
            {
                rank = level == 3 ? rank + 1 : Rank(walker.Bytes, level + 1);
            }
        }

        return rank;
    }

    private static int FieldOnTheWay(int level) => level switch { 0 => 2, 1 => 1, 2 => 2, _ => 1 };

    // ValueInfoProto.type = 2, TypeProto.tensor_type = 1, Tensor.shape = 2, then TensorShapeProto.dim = 1
    private static byte[] Descend(ReadOnlySpan<byte> message, int level, ref int? capacity)
    {
        int wanted = FieldOnTheWay(level);
        int axis = 0;
        var output = new ProtobufOutput(message.Length + 64);
        var walker = new ProtobufWalker(message);
        while (walker.Next())
        {
            if (walker.Field == wanted && walker.IsBytes && level < 3)
            {
                output.Field(wanted, Descend(walker.Bytes, level + 1, ref capacity));
            }
            else if (walker.Field == wanted && walker.IsBytes && axis++ == CapacityAxis)
            {
                // Dimension.dim_value = 1, dim_param = 2
                var declared = new ProtobufWalker(walker.Bytes);
                while (declared.Next())
                {
                    capacity = declared.Field == 1 && !declared.IsBytes && declared.Number is > 0 and <= int.MaxValue
                        ? Math.Min(capacity ?? int.MaxValue, (int)declared.Number)
                        : capacity;
                }

                var dimension = new ProtobufOutput(Symbol.Length + 2);
                dimension.Field(2, Symbol);
                output.Field(1, dimension.ToArray());
            }
            else
            {
                output.Raw(message[walker.Start..walker.End]);
            }
        }

        return output.ToArray();
    }
}
