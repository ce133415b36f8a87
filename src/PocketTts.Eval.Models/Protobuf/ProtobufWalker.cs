using System.Buffers;
using System.Buffers.Binary;

namespace PocketTts.Eval.Models.Protobuf;

/// <summary>
/// Walks the fields of one protobuf message in place, without copying: the models are hundreds of megabytes and only a
/// few header fields matter. Wire format: protobuf.dev/programming-guides/encoding. Every length is checked against the
/// message, so a damaged file ends in <see cref="InvalidDataException"/> and nowhere else.
/// </summary>
internal ref struct ProtobufWalker(ReadOnlySpan<byte> message)
{
    private readonly ReadOnlySpan<byte> _message = message;
    private int _position;

    /// <summary>Number of the current field.</summary>
    public int Field { get; private set; }

    /// <summary>True when the current field is length-delimited and <see cref="Range"/> is set.</summary>
    public bool IsBytes { get; private set; }

    /// <summary>Offset of the current field's tag within the message.</summary>
    public int Start { get; private set; }

    /// <summary>Offset just behind the current field.</summary>
    public readonly int End => _position;

    /// <summary>Value of a varint, or the raw bits of a fixed32 or fixed64 field.</summary>
    public ulong Number { get; private set; }

    /// <summary>Content of a length-delimited field, as offsets within the message.</summary>
    public Range Range { get; private set; }

    /// <summary>Content of a length-delimited field.</summary>
    public readonly ReadOnlySpan<byte> Bytes => IsBytes ? _message[Range] : throw new InvalidDataException($"field {Field} should hold bytes");

    /// <summary>The current number as the float32 it encodes.</summary>
    public readonly float Single => BitConverter.UInt32BitsToSingle((uint)Number);

    /// <summary>Goes to the next field.</summary>
    /// <returns>False at the end of the message.</returns>
    /// <exception cref="InvalidDataException">The message is damaged.</exception>
    public bool Next()
    {
        if (_position == _message.Length)
        {
            return false;
        }

        Start = _position;
        ulong tag = Varint();
        ulong field = tag >> 3;
        if (field is 0 or > 0x1FFF_FFFF)
        {
            throw new InvalidDataException($"byte {Start} does not begin a field");
        }

        Field = (int)field;
        IsBytes = false;
        switch ((int)(tag & 7))
        {
            case 0:
                Number = Varint();
                break;
            case 1:
                Number = BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
                break;
            case 2:
                ulong length = Varint();
                int start = _position;
                Take(length);
                Range = start.._position;
                IsBytes = true;
                break;
            case 5:
                Number = BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
                break;
            default:
                throw new InvalidDataException($"byte {Start} has an unknown wire type");
        }

        return true;
    }

    /// <summary>Writes a varint.</summary>
    /// <param name="output">Where to append it.</param>
    /// <param name="value">Value.</param>
    public static void WriteVarint(IBufferWriter<byte> output, ulong value)
    {
        Span<byte> bytes = output.GetSpan(10);
        int length = 0;
        for (; value >= 0x80; value >>= 7)
        {
            bytes[length++] = (byte)(value | 0x80);
        }

        bytes[length++] = (byte)value;
        output.Advance(length);
    }

    /// <summary>Reads one number of a packed field.</summary>
    /// <param name="packed">Content of the field; shortened by the number.</param>
    /// <returns>The number.</returns>
    /// <exception cref="InvalidDataException">The field is damaged.</exception>
    public static ulong ReadVarint(ref ReadOnlySpan<byte> packed)
    {
        var walker = new ProtobufWalker(packed);
        ulong value = walker.Varint();
        packed = packed[walker._position..];
        return value;
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            if (_position == _message.Length)
            {
                throw new InvalidDataException("the message ends inside a number");
            }

            byte next = _message[_position++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException($"byte {_position} continues a number beyond 64 bits");
    }

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)(_message.Length - _position))
        {
            throw new InvalidDataException($"field {Field} claims {length} bytes, {_message.Length - _position} are left");
        }

        ReadOnlySpan<byte> bytes = _message.Slice(_position, (int)length);
        _position += (int)length;
        return bytes;
    }
}
