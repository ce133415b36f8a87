using System.Buffers;
using System.Text;

namespace PocketTts.Eval.Models.Protobuf;

/// <summary>Writes one protobuf message.</summary>
internal sealed class ProtobufOutput(int capacity)
{
    private readonly ArrayBufferWriter<byte> _buffer = new(capacity);

    /// <summary>Appends fields that are encoded already.</summary>
    /// <param name="bytes">Encoded fields.</param>
    public void Raw(ReadOnlySpan<byte> bytes) => _buffer.Write(bytes);

    /// <summary>Appends a length-delimited field.</summary>
    /// <param name="number">Field number.</param>
    /// <param name="content">Its content.</param>
    public void Field(int number, ReadOnlySpan<byte> content)
    {
        ProtobufWalker.WriteVarint(_buffer, ((ulong)number << 3) | 2);
        ProtobufWalker.WriteVarint(_buffer, (ulong)content.Length);
        _buffer.Write(content);
    }

    /// <summary>Appends a field that holds text.</summary>
    /// <param name="number">Field number.</param>
    /// <param name="content">Its content.</param>
    public void Field(int number, string content) => Field(number, Encoding.UTF8.GetBytes(content));

    /// <summary>Appends a varint field.</summary>
    /// <param name="number">Field number.</param>
    /// <param name="value">Its value.</param>
    public void Number(int number, ulong value)
    {
        ProtobufWalker.WriteVarint(_buffer, (ulong)number << 3);
        ProtobufWalker.WriteVarint(_buffer, value);
    }

    /// <summary>Appends a message with a key = 1 and a value = 2.</summary>
    /// <param name="number">Field number.</param>
    /// <param name="key">Key.</param>
    /// <param name="value">Value.</param>
    public void Pair(int number, string key, string value)
    {
        var pair = new ProtobufOutput(128);
        pair.Field(1, key);
        pair.Field(2, value);
        Field(number, pair._buffer.WrittenSpan);
    }

    /// <summary>The message so far.</summary>
    /// <returns>A copy of its bytes.</returns>
    public byte[] ToArray() => _buffer.WrittenSpan.ToArray();
}
