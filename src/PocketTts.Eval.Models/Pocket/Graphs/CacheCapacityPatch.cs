using System.Buffers;
using System.Text;

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
    /// <param name="model">Bytes of the .onnx file.</param>
    /// <param name="caches">Names of the graph inputs and outputs that hold caches [2, 1, capacity, heads, head size].</param>
    /// <returns>The patched model, and how many inputs and outputs were changed.</returns>
    /// <exception cref="InvalidDataException">The bytes are no ONNX model.</exception>
    public static (byte[] Model, int Changed) Apply(ReadOnlySpan<byte> model, IReadOnlySet<string> caches)
    {
        int changed = 0;
        bool hasGraph = false;
        var output = new Output(model.Length + 4096);
        var walker = new ProtobufWalker(model);
        while (walker.Next())
        {
            if (walker.Field == GraphField && walker.IsBytes)
            {
                hasGraph = true;
                byte[] graph = PatchGraph(walker.Bytes, caches, ref changed);
                output.Field(GraphField, graph);
            }
            else
            {
                output.Raw(model[walker.Start..walker.End]);
            }
        }

        return hasGraph ? (output.ToArray(), changed) : throw new InvalidDataException("the file holds no ONNX graph");
    }

    private static byte[] PatchGraph(ReadOnlySpan<byte> graph, IReadOnlySet<string> caches, ref int changed)
    {
        var output = new Output(graph.Length + 4096);
        var walker = new ProtobufWalker(graph);
        while (walker.Next())
        {
            if (walker.Field is InputField or OutputField && walker.IsBytes && caches.Contains(NameOf(walker.Bytes)))
            {
                output.Field(walker.Field, Descend(walker.Bytes, 0));
                changed++;
            }
            else if (walker.Field != ValueInfoField)
            {
                output.Raw(graph[walker.Start..walker.End]);
            }
        }

        return output.ToArray();
    }

    private static string NameOf(ReadOnlySpan<byte> valueInfo)
    {
        string name = string.Empty;
        var walker = new ProtobufWalker(valueInfo);
        while (walker.Next())
        {
            name = walker.Field == 1 && walker.IsBytes ? Encoding.UTF8.GetString(walker.Bytes) : name;
        }

        return name;
    }

    // ValueInfoProto.type = 2, TypeProto.tensor_type = 1, Tensor.shape = 2, then TensorShapeProto.dim = 1
    private static byte[] Descend(ReadOnlySpan<byte> message, int level)
    {
        int wanted = level switch { 0 => 2, 1 => 1, 2 => 2, _ => 1 };
        int axis = 0;
        var output = new Output(message.Length + 64);
        var walker = new ProtobufWalker(message);
        while (walker.Next())
        {
            if (walker.Field == wanted && walker.IsBytes && level < 3)
            {
                output.Field(wanted, Descend(walker.Bytes, level + 1));
            }
            else if (walker.Field == wanted && walker.IsBytes && axis++ == CapacityAxis)
            {
                // Dimension.dim_param = 2
                var dimension = new Output(Symbol.Length + 2);
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

    private sealed class Output(int capacity)
    {
        private readonly ArrayBufferWriter<byte> _buffer = new(capacity);

        public void Raw(ReadOnlySpan<byte> bytes) => _buffer.Write(bytes);

        public void Field(int number, ReadOnlySpan<byte> content)
        {
            ProtobufWalker.WriteVarint(_buffer, ((ulong)number << 3) | 2);
            ProtobufWalker.WriteVarint(_buffer, (ulong)content.Length);
            _buffer.Write(content);
        }

        public byte[] ToArray() => _buffer.WrittenSpan.ToArray();
    }
}
