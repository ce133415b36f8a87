using System.Buffers.Binary;
using System.Numerics;

namespace PocketTts.Eval.Audio.Flac;

/// <summary>Reads bits, most significant first.</summary>
internal ref struct FlacBitReader
{
    /// <summary>Most bits one call can read.</summary>
    public const int MaxBits = 57;

    private readonly ReadOnlySpan<byte> _data;
    private long _bit;

    public FlacBitReader(ReadOnlySpan<byte> data, int startByte = 0)
    {
        _data = data;
        _bit = 8L * startByte;
    }

    /// <summary>Place of the next byte not yet begun.</summary>
    public readonly int BytePosition => (int)((_bit + 7) >> 3);

    public readonly bool IsAtEnd => _bit >= 8L * _data.Length;

    /// <summary>Goes to the next byte boundary; the skipped bits must be zero.</summary>
    public void AlignToByte()
    {
        int skip = (int)(-_bit & 7);
        if (Read(skip) != 0)
        {
            throw new FlacDataException("padding bits are not zero");
        }
    }

    /// <summary>Reads an unsigned number of 0 to 57 bits.</summary>
    public ulong Read(int count)
    {
        if (count == 0)
        {
            return 0;
        }

        ulong value = Peek() >> (64 - count);
        Advance(count);
        return value;
    }

    /// <summary>Reads a two's complement number of 1 to 57 bits; 0 bits are 0.</summary>
    public long ReadSigned(int count)
    {
        if (count == 0)
        {
            return 0;
        }

        long value = (long)Peek() >> (64 - count);
        Advance(count);
        return value;
    }

    /// <summary>Counts zero bits up to the next one bit, which is consumed.</summary>
    public long ReadUnary()
    {
        long total = 0;
        while (true)
        {
            int valid = 64 - (int)(_bit & 7);
            int zeros = BitOperations.LeadingZeroCount(Peek());
            if (zeros < valid)
            {
                Advance(zeros + 1);
                return total + zeros;
            }

            Advance(valid);
            total += valid;
        }
    }

    // At least 57 valid bits, left-aligned; zeros stand behind the end of the data.
    private readonly ulong Peek()
    {
        int at = (int)(_bit >> 3);
        if (at <= _data.Length - 8)
        {
            return BinaryPrimitives.ReadUInt64BigEndian(_data[at..]) << (int)(_bit & 7);
        }

        ulong word = 0;
        for (int i = at; i < at + 8; i++)
        {
            word = (word << 8) | (i < _data.Length ? _data[i] : 0UL);
        }

        return word << (int)(_bit & 7);
    }

    private void Advance(int count)
    {
        _bit += count;
        if (_bit > 8L * _data.Length)
        {
            throw new FlacDataException("the data end too early");
        }
    }
}
