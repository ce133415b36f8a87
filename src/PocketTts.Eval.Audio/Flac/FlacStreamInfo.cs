using System.Buffers.Binary;

namespace PocketTts.Eval.Audio.Flac;

/// <summary>What the STREAMINFO block says (RFC 9639, 8.2).</summary>
/// <param name="MaxBlockSize">Largest number of samples per channel in a frame.</param>
/// <param name="SampleRateHz">Samples per second.</param>
/// <param name="Channels">Channels, 1 to 8.</param>
/// <param name="BitsPerSample">Bits of a sample, 4 to 32.</param>
/// <param name="TotalSamples">Samples per channel in the stream; 0 when the encoder did not know.</param>
/// <param name="Md5">MD5 of the samples as hexadecimal digits; null when the encoder did not compute it.</param>
internal sealed record FlacStreamInfo(int MaxBlockSize, int SampleRateHz, int Channels, int BitsPerSample, long TotalSamples, string? Md5)
{
    private const int Bytes = 34;

    /// <summary>Bytes one sample takes in the byte stream that the MD5 is taken over.</summary>
    public int SampleBytes => (BitsPerSample + 7) / 8;

    /// <summary>Reads and checks the block's body.</summary>
    /// <exception cref="FlacDataException">The block has another length or impossible values.</exception>
    public static FlacStreamInfo Parse(ReadOnlySpan<byte> block)
    {
        if (block.Length != Bytes)
        {
            throw new FlacDataException($"the STREAMINFO block has {block.Length} bytes instead of {Bytes}");
        }

        ulong packed = BinaryPrimitives.ReadUInt64BigEndian(block[10..]);
        ReadOnlySpan<byte> md5 = block[18..];
        var info = new FlacStreamInfo(
            MaxBlockSize: BinaryPrimitives.ReadUInt16BigEndian(block[2..]),
            SampleRateHz: (int)(packed >> 44),
            Channels: (int)((packed >> 41) & 7) + 1,
            BitsPerSample: (int)((packed >> 36) & 31) + 1,
            TotalSamples: (long)(packed & 0xF_FFFF_FFFF),
            Md5: md5.ContainsAnyExcept((byte)0) ? Convert.ToHexStringLower(md5) : null);
        return info.MaxBlockSize < 16 ? throw new FlacDataException($"STREAMINFO names a block size of {info.MaxBlockSize}; at least 16 is allowed")
            : info.SampleRateHz < 1_000 ? throw new FlacDataException($"STREAMINFO names a rate of {info.SampleRateHz} Hz; at least 1000 is read")
            : info.SampleRateHz > 768_000 ? throw new FlacDataException($"STREAMINFO names a rate of {info.SampleRateHz} Hz; at most 768000 is read")
            : info.BitsPerSample < 4 ? throw new FlacDataException($"STREAMINFO names {info.BitsPerSample} bits a sample; at least 4 are allowed")
            : info;
    }
}
