namespace PocketTts.Eval.Audio.Flac;

/// <summary>The header of one frame (RFC 9639, 9.1).</summary>
/// <param name="BlockSize">Samples per channel in this frame.</param>
/// <param name="ChannelCoding">0 to 7: independent channels less one; 8 left/side, 9 side/right, 10 mid/side.</param>
/// <param name="HasVariableBlocks">True when <paramref name="Number"/> counts samples, false when it counts frames.</param>
/// <param name="Number">The frame's place in the stream.</param>
internal readonly record struct FlacFrameHeader(int BlockSize, int ChannelCoding, bool HasVariableBlocks, long Number)
{
    /// <summary>Second channel is left minus right.</summary>
    public const int LeftSide = 8;

    /// <summary>First channel is left minus right.</summary>
    public const int SideRight = 9;

    /// <summary>First channel is the mean, second left minus right.</summary>
    public const int MidSide = 10;

    private static ReadOnlySpan<int> Rates => [0, 88_200, 176_400, 192_000, 8_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000];

    private static ReadOnlySpan<byte> Depths => [0, 8, 12, 0, 16, 20, 24, 32];

    /// <summary>Reads a header and its CRC-8.</summary>
    /// <exception cref="FlacDataException">The header breaks a rule or differs from STREAMINFO.</exception>
    public static FlacFrameHeader Read(ref FlacBitReader bits, ReadOnlySpan<byte> data, FlacStreamInfo info)
    {
        int start = bits.BytePosition;
        if (bits.Read(15) != 0b111_1111_1111_1100)
        {
            throw new FlacDataException("no frame starts here");
        }

        bool variable = bits.Read(1) == 1;
        int sizeCode = (int)bits.Read(4);
        int rateCode = (int)bits.Read(4);
        int channelCoding = (int)bits.Read(4);
        int depthCode = (int)bits.Read(3);
        if (bits.Read(1) != 0)
        {
            throw new FlacDataException("a reserved bit of the frame header is set");
        }

        long number = ReadNumber(ref bits);
        int blockSize = sizeCode switch
        {
            0 => throw new FlacDataException("the block size is reserved"),
            1 => 192,
            <= 5 => 144 << sizeCode,
            6 => (int)bits.Read(8) + 1,
            7 => (int)bits.Read(16) + 1,
            _ => 1 << sizeCode,
        };
        int rate = rateCode switch
        {
            0 => info.SampleRateHz,
            <= 11 => Rates[rateCode],
            12 => (int)bits.Read(8) * 1000,
            13 => (int)bits.Read(16),
            14 => (int)bits.Read(16) * 10,
            _ => throw new FlacDataException("the sample rate is reserved"),
        };
        int headerEnd = bits.BytePosition;
        if ((byte)bits.Read(8) != FlacCrc.Crc8(data[start..headerEnd]))
        {
            throw new FlacDataException("the frame header does not match its CRC-8");
        }

        int depth = depthCode == 0 ? info.BitsPerSample : Depths[depthCode];
        int channels = channelCoding < LeftSide ? channelCoding + 1 : 2;
        return channelCoding > MidSide ? throw new FlacDataException("the channel coding is reserved")
            : rate != info.SampleRateHz || depth != info.BitsPerSample || channels != info.Channels
                ? throw new FlacDataException($"the frame has {rate} Hz, {channels} channels, {depth} bits, but the stream {info.SampleRateHz} Hz, {info.Channels}, {info.BitsPerSample}")
            : blockSize > info.MaxBlockSize ? throw new FlacDataException($"a block of {blockSize} samples, but STREAMINFO allows {info.MaxBlockSize}")
            : new FlacFrameHeader(blockSize, channelCoding, variable, number);
    }

    // UTF-8 carried on to 36 bits: the leading ones of the first byte count the bytes.
    private static long ReadNumber(ref FlacBitReader bits)
    {
        int first = (int)bits.Read(8);
        int length = 0;
        while (length < 8 && (first & (0x80 >> length)) != 0)
        {
            length++;
        }

        if (length is 1 or 8)
        {
            throw new FlacDataException("the frame number is damaged");
        }

        long number = first & (0x7F >> length);
        for (int i = 1; i < length; i++)
        {
            int next = (int)bits.Read(8);
            if ((next & 0xC0) != 0x80)
            {
                throw new FlacDataException("the frame number is damaged");
            }

            number = (number << 6) | (uint)(next & 0x3F);
        }

        return number;
    }
}
