using System.Buffers.Binary;
using System.Collections.Immutable;
using PocketTts.Eval.Models.Protobuf;

namespace PocketTts.Eval.Models.Onnx.Graphs;

/// <summary>A constant of whole numbers (TensorProto with data_type INT64).</summary>
/// <param name="Shape">Dimensions; empty for a single number.</param>
/// <param name="Values">Values in row order.</param>
internal sealed record GraphConstant(ImmutableArray<long> Shape, ImmutableArray<long> Values)
{
    private const ulong Int64Type = 7;
    private const int LargestConstant = 1 << 20;

    /// <summary>Reads a tensor.</summary>
    /// <param name="message">TensorProto: dims = 1, data_type = 2, int64_data = 7, raw_data = 9.</param>
    /// <returns>The constant, or null when it is of another type, very large, or kept elsewhere.</returns>
    /// <exception cref="InvalidDataException">The message is damaged.</exception>
    public static GraphConstant? Read(ReadOnlySpan<byte> message)
    {
        var shape = ImmutableArray.CreateBuilder<long>();
        var values = ImmutableArray.CreateBuilder<long>();
        ulong type = 0;
        var walker = new ProtobufWalker(message);
        while (walker.Next())
        {
            switch (walker.Field)
            {
                case 1:
                    ReadNumbers(walker, shape);
                    break;
                case 2 when !walker.IsBytes:
                    type = walker.Number;
                    break;
                case 7:
                    ReadNumbers(walker, values);
                    break;
                case 9 when walker.IsBytes && walker.Bytes.Length % sizeof(long) == 0 && walker.Bytes.Length <= LargestConstant:
                    for (int i = 0; i < walker.Bytes.Length; i += sizeof(long))
                    {
                        values.Add(BinaryPrimitives.ReadInt64LittleEndian(walker.Bytes[i..]));
                    }

                    break;
            }
        }

        // a product that wraps around equals the number of values by accident only, and a shape of this size is not looked at further
        return type == Int64Type && shape.Aggregate(1L, (a, b) => unchecked(a * b)) == values.Count ? new GraphConstant(shape.ToImmutable(), values.ToImmutable()) : null;
    }

    /// <summary>The constant as a message.</summary>
    /// <returns>TensorProto.</returns>
    public byte[] Encode()
    {
        var output = new ProtobufOutput((Values.Length * sizeof(long)) + 32);
        foreach (long dimension in Shape)
        {
            output.Number(1, (ulong)dimension);
        }

        output.Number(2, Int64Type);
        byte[] raw = new byte[Values.Length * sizeof(long)];
        for (int i = 0; i < Values.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(raw.AsSpan(i * sizeof(long)), Values[i]);
        }

        output.Field(9, raw);
        return output.ToArray();
    }

    /// <summary>Reads a field of repeated numbers, which come packed or one by one.</summary>
    /// <param name="walker">Stands at the field.</param>
    /// <param name="numbers">Receives them.</param>
    public static void ReadNumbers(ProtobufWalker walker, ImmutableArray<long>.Builder numbers)
    {
        if (!walker.IsBytes)
        {
            numbers.Add((long)walker.Number);
            return;
        }

        ReadOnlySpan<byte> packed = walker.Bytes;
        while (!packed.IsEmpty && numbers.Count < LargestConstant)
        {
            numbers.Add((long)ProtobufWalker.ReadVarint(ref packed));
        }
    }
}
