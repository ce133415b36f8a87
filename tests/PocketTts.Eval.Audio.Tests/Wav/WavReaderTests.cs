using System.Buffers.Binary;
using PocketTts.Eval.Audio.Wav;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Audio.Tests.Wav;

public sealed class WavReaderTests
{
    private static readonly Guid s_pcm = new("00000001-0000-0010-8000-00aa00389b71");
    private static readonly Guid s_float = new("00000003-0000-0010-8000-00aa00389b71");
    private static readonly byte[] s_mono16 = WavBuilder.Format(1, 1, 16_000, 16);

    [Fact]
    public void Read_Unsigned8Bit_CentresAt128()
        => AssertSamples([-1f, 0f, 127f / 128f], Simple(WavBuilder.Format(1, 1, 8_000, 8), [0, 128, 255]), 8_000);

    [Fact]
    public void Read_16Bit_DividesBy32768()
        => AssertSamples([-1f, 1f / 32768f, 32767f / 32768f], Simple(s_mono16, WavBuilder.Pcm16(-32768, 1, 32767)), 16_000);

    [Fact]
    public void Read_24Bit_KeepsSignAndLowestBit()
        => AssertSamples(
            [-1f, 1f / 8388608f, 8388607f / 8388608f, -1f / 8388608f],
            Simple(WavBuilder.Format(1, 1, 48_000, 24), [0, 0, 0x80, 1, 0, 0, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF]),
            48_000);

    [Fact]
    public void Read_32Bit_DividesBy2To31()
        => AssertSamples(
            [-1f, 0.5f, -0.25f],
            Simple(WavBuilder.Format(1, 1, 96_000, 32), [0, 0, 0, 0x80, 0, 0, 0, 0x40, 0, 0, 0, 0xE0]),
            96_000);

    [Fact]
    public void Read_Float32BeyondOne_IsNotClipped()
        => AssertSamples([1.5f, -2.25f], Simple(WavBuilder.Format(3, 1, 24_000, 32), [.. BitConverter.GetBytes(1.5f), .. BitConverter.GetBytes(-2.25f)]), 24_000);

    [Fact]
    public void Read_Float64Stereo_GivesMean()
        => AssertSamples([0.5f], Simple(WavBuilder.Format(3, 2, 24_000, 64), [.. BitConverter.GetBytes(0.75), .. BitConverter.GetBytes(0.25)]), 24_000);

    [Fact]
    public void Read_FiveChannels_GivesMean()
        => AssertSamples([300f / 32768f, -1f], Simple(WavBuilder.Format(1, 5, 16_000, 16), WavBuilder.Pcm16(100, 200, 300, 400, 500, -32768, -32768, -32768, -32768, -32768)), 16_000);

    [Fact]
    public void Read_Extensible24In32_UsesContainerScale()
        => AssertSamples([0.5f], Simple(WavBuilder.ExtensibleFormat(s_pcm, 1, 48_000, 32, 24), [0, 0, 0, 0x40]), 48_000);

    [Fact]
    public void Read_ExtensibleFloatStereo_Works()
        => AssertSamples([0.25f], Simple(WavBuilder.ExtensibleFormat(s_float, 2, 48_000, 32, 32), [.. BitConverter.GetBytes(0.5f), .. BitConverter.GetBytes(0f)]), 48_000);

    [Fact]
    public void Read_20BitPlain_IsLeftJustifiedIn24()
        => AssertSamples([0.5f], Simple(WavBuilder.Format(1, 1, 48_000, 20), [0, 0, 0x40]), 48_000);

    [Theory]
    [InlineData(0u)]
    [InlineData(0xFFFFFFFFu)]
    [InlineData(0x7FFFFFFFu)]
    [InlineData(3u)]
    public void Read_WrongRiffSize_IsIgnored(uint riffSize)
        => AssertSamples([0.5f, -0.5f], new WavBuilder().Chunk("fmt ", s_mono16).Chunk("data", WavBuilder.Pcm16(16384, -16384)).Build(riffSize), 16_000);

    [Theory]
    [InlineData(0xFFFFFFFFu, 0xFFFFFFFFu)]
    [InlineData(0u, 0u)]
    [InlineData(0u, 0xFFFFFFFFu)]
    [InlineData(0u, 36u)]
    [InlineData(0x7FFFFFF0u, 40u)]
    [InlineData(0x7FFFF000u, 0x7FFFF024u)]
    [InlineData(0x40000001u, 40u)]
    [InlineData(48u, 84u)]
    public void Read_DataSizePlaceholderOrOwnHeaderCounted_ReadsToTheEnd(uint dataSize, uint riffSize)
        => AssertSamples([0.5f, -0.5f], new WavBuilder().Chunk("fmt ", s_mono16).Chunk("data", WavBuilder.Pcm16(16384, -16384), dataSize).Build(riffSize), 16_000);

    [Theory]
    [InlineData(0x40000000u, 40u)]
    [InlineData(32_000u, 32_036u)]
    [InlineData(69u, 105u)]
    public void Read_FileThatWasCutOff_SaysHowMuchIsThere(uint dataSize, uint riffSize)
    {
        string message = Fails(new WavBuilder().Chunk("fmt ", s_mono16).Chunk("data", WavBuilder.Pcm16(16384, -16384), dataSize).Build(riffSize));
        Assert.Contains("cut off", message);
        Assert.Contains(FormattableString.Invariant($"{dataSize} bytes of samples, found 4"), message);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void ReadTake_SampleThatIsNotFinite_IsKept(float sample)
    {
        byte[] file = Simple(WavBuilder.Format(3, 1, 24_000, 32), [.. BitConverter.GetBytes(0.5f), .. BitConverter.GetBytes(sample)]);
        Assert.Equal([0.5f, sample], AudioFile.ReadTake(file, "take.wav").Samples.ToArray());
        Assert.Throws<InputException>(() => AudioFile.Parse(file, "take.wav"));
    }

    [Fact]
    public void ReadTake_FileWithoutSamples_IsEmpty()
        => Assert.Equal((0, 16_000), AudioFile.ReadTake(new WavBuilder().Chunk("fmt ", s_mono16).Chunk("data", []).Chunk("LIST", [1, 2, 3, 4]).Build(), "take.wav") is var take ? (take.Samples.Length, take.SampleRateHz) : default);

    [Fact]
    public void Read_EmptyDataInHonestFile_SaysNoSamples()
    {
        byte[] file = new WavBuilder().Chunk("fmt ", s_mono16).Chunk("data", []).Chunk("LIST", [1, 2, 3, 4]).Build();
        Assert.Contains("no samples", Fails(file));
    }

    [Fact]
    public void Read_DataSmallerThanRest_StopsAtItsEnd()
        => AssertSamples([0.5f], new WavBuilder().Chunk("fmt ", s_mono16).Chunk("data", WavBuilder.Pcm16(16384)).Chunk("LIST", new byte[100]).Build(), 16_000);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Read_OddChunkBeforeData_IsSkippedWithOrWithoutPadding(bool pad)
        => AssertSamples([0.5f], new WavBuilder().Chunk("fmt ", s_mono16).Chunk("LIST", [1, 2, 3, 4, 5], pad: pad).Chunk("data", WavBuilder.Pcm16(16384)).Build(), 16_000);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Read_OddChunkBeforeFormat_IsSkippedWithOrWithoutPadding(bool pad)
        => AssertSamples([0.5f], new WavBuilder().Chunk("bext", [9], pad: pad).Chunk("fmt ", s_mono16).Chunk("data", WavBuilder.Pcm16(16384)).Build(), 16_000);

    [Fact]
    public void Read_OddChunkWithLetterAsPadding_IsSkipped()
        => AssertSamples([0.5f], new WavBuilder().Chunk("fmt ", s_mono16).Chunk("junk", [1, 2, 3, (byte)'x'], size: 3).Chunk("data", WavBuilder.Pcm16(16384)).Build(), 16_000);

    [Fact]
    public void Read_IncompleteLastFrame_IsNotASample()
        => AssertSamples([0.5f], Simple(WavBuilder.Format(1, 2, 16_000, 16), [.. WavBuilder.Pcm16(16384, 16384), 1, 2, 3]), 16_000);

    [Fact]
    public void Read_Rf64_TakesSizeFromDs64()
    {
        byte[] ds64 = new byte[28];
        BinaryPrimitives.WriteUInt64LittleEndian(ds64.AsSpan(8), 2);
        byte[] file = new WavBuilder("RF64").Chunk("ds64", ds64).Chunk("fmt ", s_mono16).Chunk("data", WavBuilder.Pcm16(16384, 1, 2), uint.MaxValue).Build(uint.MaxValue);
        AssertSamples([0.5f], file, 16_000);
    }

    [Fact]
    public void Read_Rf64WithAbsurdDs64_ReadsWhatIsThere()
    {
        byte[] ds64 = new byte[28];
        ds64.AsSpan().Fill(0xFF);
        byte[] file = new WavBuilder("RF64").Chunk("ds64", ds64).Chunk("fmt ", s_mono16).Chunk("data", WavBuilder.Pcm16(16384), uint.MaxValue).Build(uint.MaxValue);
        AssertSamples([0.5f], file, 16_000);
    }

    [Theory]
    [InlineData(0x0006, "A-law")]
    [InlineData(0x0007, "µ-law")]
    [InlineData(0x0011, "IMA ADPCM")]
    [InlineData(0x0055, "MP3")]
    [InlineData(0x1234, "0x1234")]
    public void Read_OtherCoding_NamesIt(int tag, string name)
        => Assert.Contains(name, Fails(Simple(WavBuilder.Format(tag, 1, 8_000, 8), [1])));

    [Fact]
    public void Read_UnknownSubFormat_NamesTheGuid()
    {
        var guid = Guid.NewGuid();
        Assert.Contains(guid.ToString(), Fails(Simple(WavBuilder.ExtensibleFormat(guid, 1, 8_000, 16, 16), [1, 2])));
    }

    [Theory]
    [InlineData(1, 0, 16_000u, 16, "0 channels")]
    [InlineData(1, 65, 16_000u, 16, "65 channels")]
    [InlineData(1, 1, 0u, 16, "0 Hz")]
    [InlineData(1, 1, 999u, 16, "999 Hz")]
    [InlineData(1, 1, 4_294_967_295u, 16, "4294967295 Hz")]
    [InlineData(1, 1, 16_000u, 0, "0-bit")]
    [InlineData(1, 1, 16_000u, 33, "33-bit")]
    [InlineData(3, 1, 16_000u, 16, "16-bit float")]
    public void Read_AbsurdFormat_SaysWhat(int tag, int channels, uint rate, int bits, string expected)
        => Assert.Contains(expected, Fails(Simple(WavBuilder.Format(tag, channels, rate, bits), new byte[64])));

    [Fact]
    public void Read_BlockSizeContradictsBits_Refuses()
        => Assert.Contains("a block of 4 bytes", Fails(Simple(WavBuilder.Format(1, 1, 16_000, 16, blockAlign: 4), new byte[8])));

    [Fact]
    public void Read_TruncatedFormat_SaysHowLong()
        => Assert.Contains("14 bytes", Fails(Simple(s_mono16[..14], new byte[8])));

    [Fact]
    public void Read_TruncatedExtensibleFormat_SaysHowLong()
        => Assert.Contains("18 bytes", Fails(Simple([.. WavBuilder.Format(0xFFFE, 1, 16_000, 16), 0, 0], new byte[8])));

    [Fact]
    public void Read_DataBeforeFormat_Refuses()
        => Assert.Contains("'fmt '", Fails(new WavBuilder().Chunk("data", [1, 2]).Chunk("fmt ", s_mono16).Build()));

    [Fact]
    public void Read_NoDataChunk_Refuses()
        => Assert.Contains("'data'", Fails(new WavBuilder().Chunk("fmt ", s_mono16).Chunk("LIST", [1, 2], size: 0x7FFFFFFF).Build()));

    [Theory]
    [InlineData(float.NaN, "not a number")]
    [InlineData(float.NegativeInfinity, "infinite")]
    public void Read_NonFiniteFloat_NamesTheSample(float bad, string expected)
    {
        string message = Fails(Simple(WavBuilder.Format(3, 1, 16_000, 32), [.. BitConverter.GetBytes(0f), .. BitConverter.GetBytes(bad)]));
        Assert.Contains("sample 1 is " + expected, message);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("RIFF", "ends inside its header")]
    [InlineData("RIFF\0\0\0\0AVI LIST", "kind 'AVI '")]
    [InlineData("RIFX\0\0\0\0WAVEfmt ", "big-endian")]
    [InlineData("hello world, hello", "68656C6C6F20776F")]
    public void Read_NotAWav_SaysWhatItIs(string content, string expected)
        => Assert.Contains(expected, Fails(System.Text.Encoding.Latin1.GetBytes(content)));

    [Fact]
    public void Read_MissingFile_IsInputException()
    {
        string path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".wav");
        Assert.Equal(path, Assert.Throws<InputException>(() => WavReader.Read(path)).File);
    }

    [Fact]
    public void Read_StreamThatCannotSeek_ReadsAll()
    {
        byte[] file = Simple(s_mono16, new byte[200_000]);
        using var stream = new NoSeekStream(file);
        Assert.Equal(100_000, WavReader.Read(stream, "pipe").Samples.Length);
    }

    [Fact]
    public void Read_KennedyStereo_GivesKnownSamples()
    {
        // golden/audio/audio.json: both channels are equal
        Waveform audio = WavReader.Read(SharedFiles.Audio("kennedy.wav"));
        Assert.Equal(16_000, audio.SampleRateHz);
        Assert.Equal(335_854, audio.Samples.Length);
        Assert.Equal([814, 68, -1805, -3203, -3643, -3877, -4348, -4680], [.. audio.Samples.Span.Slice(8000, 8).ToArray().Select(x => (int)(x * 32768))]);
    }

    internal static byte[] Simple(byte[] format, byte[] data) => new WavBuilder().Chunk("fmt ", format).Chunk("data", data).Build();

    private static void AssertSamples(float[] expected, byte[] file, int rate)
    {
        Waveform audio = WavReader.Read(new MemoryStream(file), "test.wav");
        Assert.Equal(rate, audio.SampleRateHz);
        Assert.Equal(expected, audio.Samples.ToArray());
    }

    private static string Fails(byte[] file)
    {
        InputException problem = Assert.Throws<InputException>(() => WavReader.Read(new MemoryStream(file), "test.wav"));
        Assert.StartsWith("test.wav: ", problem.Message);
        Assert.DoesNotContain('\n', problem.Message);
        return problem.Message;
    }

    private sealed class NoSeekStream(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();
    }
}
