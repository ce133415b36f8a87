using System.Buffers.Binary;
using System.Globalization;
using PocketTts.Eval.Core;

namespace PocketTts.Eval.Audio.Wav;

/// <summary>What a <c>fmt </c> chunk says, checked.</summary>
/// <param name="IsFloat">True for IEEE float samples, false for integer PCM.</param>
/// <param name="Channels">Channels, 1 to 64.</param>
/// <param name="SampleRateHz">Samples per second, 1,000 to 768,000.</param>
/// <param name="SampleBytes">Bytes one sample takes: 1 to 4 for integers, 4 or 8 for floats.</param>
internal readonly record struct WavFormat(bool IsFloat, int Channels, int SampleRateHz, int SampleBytes)
{
    private const int Pcm = 0x0001;
    private const int IeeeFloat = 0x0003;
    private const int Extensible = 0xFFFE;
    private const string Remedy = "convert it to 16-bit PCM";

    // What follows the format tag in the sub-format GUID of WAVE_FORMAT_EXTENSIBLE: the general suffix and the one of ambisonic B-format.
    private static ReadOnlySpan<byte> GuidSuffix => [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];

    private static ReadOnlySpan<byte> AmbisonicSuffix => [0, 0, 0x21, 0x07, 0xD3, 0x11, 0x86, 0x44, 0xC8, 0xC1, 0xCA, 0, 0, 0];

    /// <summary>Bytes of one sample of all channels.</summary>
    public int FrameBytes => Channels * SampleBytes;

    /// <summary>Reads and checks the body of a <c>fmt </c> chunk.</summary>
    /// <exception cref="InputException">The chunk is cut short, or names a coding we do not read.</exception>
    public static WavFormat Parse(ReadOnlySpan<byte> chunk, string name)
    {
        if (chunk.Length < 16)
        {
            throw Wrong(name, $"the chunk has {chunk.Length} bytes", "at least 16");
        }

        int tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk);
        int channels = BinaryPrimitives.ReadUInt16LittleEndian(chunk[2..]);
        uint rate = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
        int frameBytes = BinaryPrimitives.ReadUInt16LittleEndian(chunk[12..]);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]);
        if (tag == Extensible)
        {
            tag = SubFormat(chunk, name);
        }

        bool isFloat = tag == IeeeFloat;
        if (tag != Pcm && !isFloat)
        {
            throw Wrong(name, $"the samples are coded as {TagName(tag)}", "integer PCM or IEEE float", Remedy);
        }

        if (channels is < 1 or > 64)
        {
            throw Wrong(name, FormattableString.Invariant($"{channels} channels"), "1 to 64");
        }

        if (rate is < 1_000 or > 768_000)
        {
            throw Wrong(name, FormattableString.Invariant($"a rate of {rate} Hz"), "1000 to 768000");
        }

        if (isFloat ? bits is not (32 or 64) : bits is < 1 or > 32)
        {
            throw Wrong(name, FormattableString.Invariant($"{bits}-bit {(isFloat ? "float" : "integer")} samples"), isFloat ? "32 or 64" : "1 to 32", Remedy);
        }

        // Fewer bits than the container has (12 in 16, 20 in 24) are stored left-justified, so the container decides the scale.
        var format = new WavFormat(isFloat, channels, (int)rate, (bits + 7) / 8);
        if (frameBytes != format.FrameBytes)
        {
            throw Wrong(name, FormattableString.Invariant($"a block of {frameBytes} bytes"), FormattableString.Invariant($"{format.FrameBytes} for {channels} × {bits} bits"));
        }

        return format;
    }

    private static int SubFormat(ReadOnlySpan<byte> chunk, string name)
    {
        if (chunk.Length < 40)
        {
            throw Wrong(name, $"the extensible chunk has {chunk.Length} bytes", "at least 40");
        }

        ReadOnlySpan<byte> guid = chunk.Slice(24, 16);
        if (!guid[2..].SequenceEqual(GuidSuffix) && !guid[2..].SequenceEqual(AmbisonicSuffix))
        {
            throw Wrong(name, $"the samples are coded as sub-format {new Guid(guid)}", "integer PCM or IEEE float", Remedy);
        }

        return BinaryPrimitives.ReadUInt16LittleEndian(guid);
    }

    // Registered wave format tags (RFC 2361 and mmreg.h).
    private static string TagName(int tag) => tag switch
    {
        0x0002 => "Microsoft ADPCM",
        0x0006 => "A-law",
        0x0007 => "µ-law",
        0x0011 => "IMA ADPCM",
        0x0031 => "GSM 6.10",
        0x0040 or 0x0045 or 0x0064 => "G.72x ADPCM",
        0x0050 => "MPEG layer 1 or 2",
        0x0055 => "MP3",
        0x00FF or 0x1600 or 0x1610 => "AAC",
        0x0160 or 0x0161 or 0x0162 or 0x0163 => "Windows Media Audio",
        0x2000 => "AC-3",
        0x566F or 0x674F or 0x6750 or 0x6751 => "Vorbis",
        0x704F => "Opus",
        0xF1AC => "FLAC",
        _ => string.Create(CultureInfo.InvariantCulture, $"unknown format tag 0x{tag:X4}"),
    };

    private static InputException Wrong(string name, string problem, string expected, string? remedy = null)
        => new(problem, file: name, field: "fmt", expected: expected, remedy: remedy);
}
