using System.Security.Cryptography;

namespace PocketTts.Eval.Audio.Tests.Flac;

/// <summary>
/// Writes FLAC streams bit by bit, also such as no encoder writes. Check sums are computed here by plain bit loops, so that
/// they check the decoder's tables.
/// </summary>
internal sealed class FlacBuilder
{
    private readonly List<byte> _bytes = [];
    private int _free;

    public int Count => _bytes.Count;

    public static byte[] Stream(byte[] streamInfo, params byte[][] frames)
        => [.. "fLaC"u8, 0x80, 0, 0, 34, .. streamInfo, .. frames.SelectMany(f => f)];

    public static byte[] StreamInfo(int rate, int channels, int bits, long total, byte[]? md5 = null, int maxBlock = 4096)
    {
        var b = new FlacBuilder();
        b.Bits(16, 16).Bits(maxBlock, 16).Bits(0, 24).Bits(0, 24).Bits(rate, 20).Bits(channels - 1, 3).Bits(bits - 1, 5).Bits(total, 36);
        return [.. b._bytes, .. md5 ?? new byte[16]];
    }

    public static byte[] Md5Of16Bit(params short[] interleaved)
    {
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        md5.AppendData([.. interleaved.SelectMany(BitConverter.GetBytes)]);
        return md5.GetHashAndReset();
    }

    /// <summary>A frame whose depth and rate come from STREAMINFO; <paramref name="body"/> writes the subframes.</summary>
    public static byte[] Frame(int blockSize, int channelCoding, Action<FlacBuilder> body, int number = 0, bool variable = false)
    {
        var b = new FlacBuilder();
        b.Bits(0b111_1111_1111_1100, 15).Bits(variable ? 1 : 0, 1).Bits(7, 4).Bits(0, 4).Bits(channelCoding, 4).Bits(0, 3).Bits(0, 1).Bits(number, 8).Bits(blockSize - 1, 16);
        b.Bits(Crc(b._bytes, 0x07, 8), 8);
        body(b);
        b.Align();
        b.Bits(Crc(b._bytes, 0x8005, 16), 16);
        return [.. b._bytes];
    }

    public static int Crc(IEnumerable<byte> bytes, int polynomial, int width)
    {
        int crc = 0;
        foreach (byte value in bytes)
        {
            for (int bit = 7; bit >= 0; bit--)
            {
                int top = ((crc >> (width - 1)) ^ (value >> bit)) & 1;
                crc = ((crc << 1) & ((1 << width) - 1)) ^ (top * polynomial);
            }
        }

        return crc;
    }

    public FlacBuilder Bits(long value, int count)
    {
        for (int bit = count - 1; bit >= 0; bit--)
        {
            if (_free == 0)
            {
                _bytes.Add(0);
                _free = 8;
            }

            _free--;
            _bytes[^1] |= (byte)(((value >> bit) & 1) << _free);
        }

        return this;
    }

    public FlacBuilder SubframeHeader(int type, int wasted = 0)
        => wasted == 0 ? Bits(0, 1).Bits(type, 6).Bits(0, 1) : Bits(0, 1).Bits(type, 6).Bits(1, 1).Bits(1, wasted);

    public FlacBuilder Verbatim(int depth, params long[] samples)
    {
        SubframeHeader(1);
        foreach (long sample in samples)
        {
            Bits(sample, depth);
        }

        return this;
    }

    public FlacBuilder Rice(long value, int parameter)
    {
        long folded = value >= 0 ? 2 * value : (-2 * value) - 1;
        for (long zeros = folded >> parameter; zeros > 0; zeros--)
        {
            Bits(0, 1);
        }

        return Bits(1, 1).Bits(folded, parameter);
    }

    public void Align() => _free = 0;
}
