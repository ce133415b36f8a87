namespace PocketTts.Eval.Audio.Flac;

/// <summary>The check sums of FLAC frames (RFC 9639, 9.1.8 and 9.3), both starting at 0.</summary>
internal static class FlacCrc
{
    private static readonly byte[] s_table8 = [.. Enumerable.Range(0, 256).Select(i => (byte)Step(i, 0x07, 8))];
    private static readonly ushort[] s_table16 = [.. Enumerable.Range(0, 256).Select(i => (ushort)Step(i << 8, 0x8005, 16))];

    /// <summary>CRC-8, polynomial x^8 + x^2 + x + 1, over a frame header.</summary>
    public static byte Crc8(ReadOnlySpan<byte> bytes)
    {
        byte crc = 0;
        foreach (byte b in bytes)
        {
            crc = s_table8[crc ^ b];
        }

        return crc;
    }

    /// <summary>CRC-16, polynomial x^16 + x^15 + x^2 + 1, over a whole frame.</summary>
    public static ushort Crc16(ReadOnlySpan<byte> bytes)
    {
        ushort crc = 0;
        foreach (byte b in bytes)
        {
            crc = (ushort)((crc << 8) ^ s_table16[(crc >> 8) ^ b]);
        }

        return crc;
    }

    private static int Step(int value, int polynomial, int width)
    {
        int top = 1 << (width - 1);
        for (int bit = 0; bit < 8; bit++)
        {
            value = (value & top) != 0 ? (value << 1) ^ polynomial : value << 1;
        }

        return value & ((1 << width) - 1);
    }
}
