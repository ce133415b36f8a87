using System.Collections.Immutable;
using System.Text;
using PocketTts.Eval.Models.Protobuf;

namespace PocketTts.Eval.Models.Onnx.Graphs;

/// <summary>
/// A declared input or output with its dimensions (ValueInfoProto: name = 1, type = 2; TypeProto.tensor_type = 1; Tensor.shape = 2;
/// TensorShapeProto.dim = 1; Dimension.dim_value = 1, dim_param = 2).
/// </summary>
internal sealed class GraphValue
{
    private static readonly int[] Path = [2, 1, 2];
    private byte[] _message;

    private GraphValue(byte[] message, string name, ImmutableArray<long> shape)
    {
        _message = message;
        Name = name;
        Shape = shape;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Dimensions; -1 where symbolic.</summary>
    public ImmutableArray<long> Shape { get; private set; }

    /// <summary>Reads a declaration.</summary>
    /// <param name="message">ValueInfoProto.</param>
    /// <returns>The declaration.</returns>
    /// <exception cref="InvalidDataException">The message is damaged.</exception>
    public static GraphValue Read(ReadOnlySpan<byte> message)
    {
        string name = string.Empty;
        var walker = new ProtobufWalker(message);
        while (walker.Next())
        {
            name = walker.Field == 1 && walker.IsBytes ? Encoding.UTF8.GetString(walker.Bytes) : name;
        }

        var shape = ImmutableArray.CreateBuilder<long>();
        Rewrite(message, 0, shape, null);
        return new GraphValue(message.ToArray(), name, shape.ToImmutable());
    }

    /// <summary>Gives one axis another size.</summary>
    /// <param name="axis">Zero-based axis.</param>
    /// <param name="size">New size.</param>
    public void Resize(int axis, long size)
    {
        Shape = Shape.SetItem(axis, size);
        var dimension = new ProtobufOutput(16);
        dimension.Number(1, (ulong)size);
        _message = Rewrite(_message, 0, ImmutableArray.CreateBuilder<long>(), (axis, dimension.ToArray()));
    }

    /// <summary>Lets one axis have any size.</summary>
    /// <param name="axis">Zero-based axis.</param>
    /// <param name="symbol">Name of the size; axes of one name have one size.</param>
    public void Free(int axis, string symbol)
    {
        Shape = Shape.SetItem(axis, -1);
        var dimension = new ProtobufOutput(16);
        dimension.Field(2, symbol);
        _message = Rewrite(_message, 0, ImmutableArray.CreateBuilder<long>(), (axis, dimension.ToArray()));
    }

    /// <summary>The declaration as a message.</summary>
    /// <returns>ValueInfoProto.</returns>
    public byte[] Encode() => _message;

    private static byte[] Rewrite(ReadOnlySpan<byte> message, int level, ImmutableArray<long>.Builder shape, (int Axis, byte[] Dimension)? change)
    {
        var output = new ProtobufOutput(message.Length + 16);
        var walker = new ProtobufWalker(message);
        while (walker.Next())
        {
            if (level < Path.Length && walker.Field == Path[level] && walker.IsBytes)
            {
                output.Field(walker.Field, Rewrite(walker.Bytes, level + 1, shape, change));
            }
            else if (level == Path.Length && walker.Field == 1 && walker.IsBytes)
            {
                output.Field(1, change is { } c && c.Axis == shape.Count ? c.Dimension : walker.Bytes);
                shape.Add(Dimension(walker.Bytes));
            }
            else
            {
                output.Raw(message[walker.Start..walker.End]);
            }
        }

        return output.ToArray();
    }

    private static long Dimension(ReadOnlySpan<byte> message)
    {
        long size = -1;
        var walker = new ProtobufWalker(message);
        while (walker.Next())
        {
            size = walker.Field == 1 && !walker.IsBytes ? (long)walker.Number : size;
        }

        return size;
    }
}
