using System.Collections.Immutable;
using System.Text;
using PocketTts.Eval.Models.Protobuf;

namespace PocketTts.Eval.Models.Onnx.Graphs;

/// <summary>Name and shape of a weight, and its value where it is a constant of whole numbers (TensorProto: dims = 1, name = 8).</summary>
/// <param name="Name">Name that nodes read.</param>
/// <param name="Shape">Dimensions; empty for a single number.</param>
/// <param name="Constant">Value, or null when it is of another type, very large, or kept elsewhere.</param>
internal sealed record GraphInitializer(string Name, ImmutableArray<long> Shape, GraphConstant? Constant)
{
    /// <summary>Reads a tensor.</summary>
    /// <param name="message">TensorProto.</param>
    /// <returns>What it is.</returns>
    /// <exception cref="InvalidDataException">The message is damaged.</exception>
    public static GraphInitializer Read(ReadOnlySpan<byte> message)
    {
        string name = string.Empty;
        var shape = ImmutableArray.CreateBuilder<long>();
        var walker = new ProtobufWalker(message);
        while (walker.Next())
        {
            if (walker.Field == 1)
            {
                GraphConstant.ReadNumbers(walker, shape);
            }
            else if (walker.Field == 8 && walker.IsBytes)
            {
                name = Encoding.UTF8.GetString(walker.Bytes);
            }
        }

        return new GraphInitializer(name, shape.ToImmutable(), GraphConstant.Read(message));
    }
}
