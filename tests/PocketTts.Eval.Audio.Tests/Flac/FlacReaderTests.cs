using PocketTts.Eval.Audio.Flac;
using PocketTts.Eval.Audio.Resampling;
using PocketTts.Eval.Audio.Wav;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Audio.Tests.Flac;

public sealed class FlacReaderTests
{
    [Theory]
    [InlineData("mono-8-tone", "tone", 1500, 1, 8, 8_000)]
    [InlineData("mono-16-tone-fixed", "tone", 3000, 1, 16, 16_000)]
    [InlineData("mono-16-tone-lpc", "tone", 3000, 1, 16, 24_000)]
    [InlineData("mono-16-wasted", "wasted", 2000, 1, 16, 22_050)]
    [InlineData("mono-16-noise", "noise", 1000, 1, 16, 16_000)]
    [InlineData("stereo-16-near", "near", 2500, 2, 16, 44_100)]
    [InlineData("stereo-16-left", "left", 2500, 2, 16, 48_000)]
    [InlineData("stereo-16-right", "right", 2500, 2, 16, 48_000)]
    [InlineData("stereo-16-flat", "flat", 4097, 2, 16, 32_000)]
    [InlineData("stereo-24-tone", "tone", 1500, 2, 24, 96_000)]
    [InlineData("stereo-24-near", "near", 1000, 2, 24, 44_100)]
    [InlineData("mono-32-tone", "tone", 1000, 1, 32, 48_000)]
    [InlineData("stereo-32-flat", "flat", 300, 2, 32, 48_000)]
    [InlineData("six-16-tone", "tone", 500, 6, 16, 48_000)]
    public void Read_EncodedFormula_GivesExactlyItsSamples(string file, string kind, int count, int channels, int bits, int rate)
    {
        Waveform audio = FlacReader.Read(Path.Combine(AppContext.BaseDirectory, "Flac", "Data", file + ".flac"));
        Assert.Equal(rate, audio.SampleRateHz);
        Assert.Equal(FlacSignal.Mono(kind, count, channels, bits), audio.Samples.ToArray());
    }

    [Fact]
    public void Read_Jfk_HasMd5AndGoldenSamples()
    {
        // the MD5 of both channels is verified while reading; values of golden/resample.json
        Waveform audio = FlacReader.Read(SharedFiles.Audio("jfk.flac"));
        Assert.Equal(44_100, audio.SampleRateHz);
        Assert.Equal(485_100, audio.Samples.Length);
        double sum = 0;
        foreach (float x in audio.Samples.Span)
        {
            sum += x;
        }

        Assert.Equal((9.319355607032776 + 3.9664528369903564) / 2, sum, 1e-3);
    }

    [Fact]
    public void Read_JfkResampled_EqualsGolden()
    {
        Waveform audio = Resampler.Resample(FlacReader.Read(SharedFiles.Audio("jfk.flac")), 16_000);
        Waveform golden = WavReader.Read(SharedFiles.Golden("audio/jfk.16k.wav"));
        Assert.Equal(golden.Samples.Length, audio.Samples.Length);
        Assert.True(TestSound.Correlation(golden.Samples.Span, audio.Samples.Span) > 0.99999);
    }

    [Fact]
    public void Read_EscapedPartition_ReadsRawResiduals()
    {
        byte[] file = OneFrame(4, b =>
        {
            // fixed order 1, one partition, escape with 7 raw bits
            b.SubframeHeader(9).Bits(100, 16).Bits(0, 2).Bits(0, 4).Bits(15, 4).Bits(7, 5).Bits(-64, 7).Bits(63, 7).Bits(1, 7);
        });
        AssertSamples(file, 100, 36, 99, 100);
    }

    [Fact]
    public void Read_EscapeOfZeroBits_MeansZeros()
        => AssertSamples(OneFrame(3, b => b.SubframeHeader(9).Bits(7, 16).Bits(1, 2).Bits(0, 4).Bits(31, 5).Bits(0, 5)), 7, 7, 7);

    [Fact]
    public void Read_PartitionsOfBothKinds_AreJoined()
    {
        byte[] file = OneFrame(4, b => b.SubframeHeader(8).Bits(0, 2).Bits(1, 4).Bits(2, 4).Rice(-5, 2).Rice(6, 2).Bits(15, 4).Bits(5, 5).Bits(-16, 5).Bits(15, 5));
        AssertSamples(file, -5, 6, -16, 15);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    [InlineData(4, 4)]
    public void Read_FixedPredictor_CarriesOnAPolynomial(int order, int power)
    {
        // a polynomial one degree lower is predicted without error; of the degree itself the error is its factorial
        short[] samples = [.. Enumerable.Range(-4, 9).Select(n => (short)Math.Pow(n, power))];
        int error = Enumerable.Range(1, power).Aggregate(1, (a, b) => a * b);
        byte[] file = OneFrame(samples.Length, b =>
        {
            b.SubframeHeader(8 + order);
            Array.ForEach(samples[..order], x => b.Bits(x, 16));
            b.Bits(0, 2).Bits(0, 4).Bits(3, 4);
            Array.ForEach(samples[order..], _ => b.Rice(error, 3));
        });
        AssertSamples(file, [.. samples.Select(x => (float)x)]);
    }

    [Fact]
    public void Read_LinearPredictor_ShiftsTowardsMinusInfinity()
    {
        // order 1, precision 5, shift 1, coefficient 3: −5·3 >> 1 = −8
        byte[] file = OneFrame(3, b => b.SubframeHeader(32).Bits(-5, 16).Bits(4, 4).Bits(1, 5).Bits(3, 5).Bits(0, 2).Bits(0, 4).Bits(0, 4).Rice(0, 0).Rice(1, 0));
        AssertSamples(file, -5, -8, -11);
    }

    [Fact]
    public void Read_MidSide16_RestoresOddSums()
    {
        byte[] file = FlacBuilder.Stream(
            FlacBuilder.StreamInfo(16_000, 2, 16, 2, FlacBuilder.Md5Of16Bit(10, 5, -3, 4)),
            FlacBuilder.Frame(2, 10, b => b.Verbatim(16, 7, 0).Verbatim(17, 5, -7)));
        AssertSamples(file, 7.5f, 0.5f);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(12)]
    [InlineData(20)]
    public void Read_UnusualDepths_Work(int bits)
    {
        long top = (1L << (bits - 1)) - 1;
        byte[] file = FlacBuilder.Stream(FlacBuilder.StreamInfo(16_000, 1, bits, 2), FlacBuilder.Frame(2, 0, b => b.Verbatim(bits, top, -top - 1)));
        Assert.Equal([(float)(top / (top + 1.0)), -1f], Read(file).Samples.ToArray());
    }

    [Fact]
    public void Read_UnknownLengthAndVariableBlocks_ReadsToTheEnd()
    {
        byte[] file = FlacBuilder.Stream(
            FlacBuilder.StreamInfo(16_000, 1, 16, 0),
            FlacBuilder.Frame(3, 0, b => b.Verbatim(16, 1, 2, 3), number: 0, variable: true),
            FlacBuilder.Frame(1, 0, b => b.Verbatim(16, 4), number: 3, variable: true));
        AssertSamples(file, 1, 2, 3, 4);
    }

    [Fact]
    public void Read_TagBeforeTheStream_IsSkipped()
    {
        byte[] flac = OneFrame(1, b => b.Verbatim(16, 42));
        AssertSamples([.. "ID3"u8, 4, 0, 0, 0, 0, 0, 5, 1, 2, 3, 4, 5, .. flac], 42);
    }

    [Fact]
    public void Read_ChangedSample_FailsCrc16()
    {
        byte[] file = OneFrame(2, b => b.Verbatim(16, 1, 2));
        file[^3] ^= 1;
        Assert.Contains("CRC-16", Fails(file));
    }

    [Fact]
    public void Read_ChangedFrameHeader_FailsCrc8()
    {
        byte[] file = OneFrame(2, b => b.Verbatim(16, 1, 2));
        file[42 + 5] ^= 1;
        Assert.Contains("CRC-8", Fails(file));
    }

    [Fact]
    public void Read_OtherMd5_Refuses()
    {
        byte[] file = FlacBuilder.Stream(FlacBuilder.StreamInfo(16_000, 1, 16, 1, FlacBuilder.Md5Of16Bit(8)), FlacBuilder.Frame(1, 0, b => b.Verbatim(16, 9)));
        Assert.Contains("MD5", Fails(file));
    }

    [Fact]
    public void Read_MissingFrame_Refuses()
    {
        byte[] file = FlacBuilder.Stream(
            FlacBuilder.StreamInfo(16_000, 1, 16, 0),
            FlacBuilder.Frame(1, 0, b => b.Verbatim(16, 1), number: 0),
            FlacBuilder.Frame(1, 0, b => b.Verbatim(16, 3), number: 2));
        Assert.Contains("frame is missing", Fails(file));
    }

    [Fact]
    public void Read_CutFile_SaysItEndsTooEarly()
    {
        byte[] file = FlacBuilder.Stream(FlacBuilder.StreamInfo(16_000, 1, 16, 2), FlacBuilder.Frame(1, 0, b => b.Verbatim(16, 1)));
        Assert.Contains("end too early", Fails(file));
    }

    [Fact]
    public void Read_MoreSamplesThanAnnounced_Refuses()
        => Assert.Contains("more than 1 samples", Fails(FlacBuilder.Stream(FlacBuilder.StreamInfo(16_000, 1, 16, 1), FlacBuilder.Frame(2, 0, b => b.Verbatim(16, 1, 2)))));

    [Fact]
    public void Read_RunawayPredictor_Refuses()
    {
        byte[] file = OneFrame(3, b => b.SubframeHeader(9).Bits(32767, 16).Bits(0, 2).Bits(0, 4).Bits(0, 4).Rice(1, 0).Rice(0, 0));
        Assert.Contains("does not fit", Fails(file));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(13)]
    [InlineData(31)]
    public void Read_ReservedSubframe_Refuses(int type)
        => Assert.Contains("reserved", Fails(OneFrame(2, b => b.SubframeHeader(type).Bits(0, 32))));

    [Fact]
    public void Read_NoSamples_Refuses()
        => Assert.Contains("no samples", Fails(FlacBuilder.Stream(FlacBuilder.StreamInfo(16_000, 1, 16, 0))));

    [Fact]
    public void Read_LargestBlockInFewBytes_IsRead()
    {
        byte[] silence = FlacBuilder.Frame(65_536 - 1, 0, b => b.SubframeHeader(0).Bits(0, 16), number: 0, variable: true);
        Assert.True(silence.Length < 20);
        Assert.Equal(65_535, Read(FlacBuilder.Stream(FlacBuilder.StreamInfo(16_000, 1, 16, 0, maxBlock: 65_535), silence)).Samples.Length);
    }

    private static byte[] OneFrame(int count, Action<FlacBuilder> body)
        => FlacBuilder.Stream(FlacBuilder.StreamInfo(16_000, 1, 16, count), FlacBuilder.Frame(count, 0, body));

    private static Waveform Read(byte[] file) => FlacReader.Read(new MemoryStream(file), "test.flac");

    private static void AssertSamples(byte[] file, params float[] expected)
        => Assert.Equal(expected, Array.ConvertAll(Read(file).Samples.ToArray(), x => x * 32768));

    private static string Fails(byte[] file)
    {
        InputException problem = Assert.Throws<InputException>(() => Read(file));
        Assert.StartsWith("test.flac: ", problem.Message);
        return problem.Message;
    }
}
