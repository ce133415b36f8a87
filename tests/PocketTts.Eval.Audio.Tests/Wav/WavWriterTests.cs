using CsCheck;
using PocketTts.Eval.Audio.Wav;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Audio.Tests.Wav;

public sealed class WavWriterTests
{
    [Fact]
    public void ToBytes_KnownSamples_GivesExactlyTheseBytes()
    {
        byte[] bytes = WavWriter.ToBytes(new Waveform(new[] { 0f, 0.5f, -1f }, 24_000));
        Assert.Equal(
            "5249464" + "62A00000057415645666D74201000000001000100C05D000080BB0000020010006461746106000000" + "000000400080",
            Convert.ToHexString(bytes));
    }

    [Theory]
    [InlineData(0.5f / 32768f, 0)]
    [InlineData(1.5f / 32768f, 2)]
    [InlineData(-0.5f / 32768f, 0)]
    [InlineData(2.5f / 32768f, 2)]
    [InlineData(0.50001f / 32768f, 1)]
    public void ToBytes_Halves_RoundToEven(float sample, short expected)
        => Assert.Equal(expected, BitConverter.ToInt16(WavWriter.ToBytes(new Waveform(new[] { sample }, 16_000)), 44));

    [Fact]
    public void ToBytes_BeyondRange_LimitsAndCounts()
    {
        byte[] bytes = WavWriter.ToBytes(new Waveform(new[] { 1f, -1f, 1.5f, -1.00002f, 32767.4f / 32768f, float.MaxValue }, 16_000), out int clipped);
        Assert.Equal(4, clipped);
        Assert.Equal([32767, -32768, 32767, -32768, 32767, 32767], [.. Enumerable.Range(0, 6).Select(i => (int)BitConverter.ToInt16(bytes, 44 + (2 * i)))]);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void ToBytes_NonFinite_FailsTheTake(float bad)
    {
        TakeFailedException problem = Assert.Throws<TakeFailedException>(() => WavWriter.ToBytes(new Waveform(new[] { 0f, bad }, 16_000)));
        Assert.Equal("not-a-number", problem.Reason);
        Assert.Contains("sample 1 ", problem.Message);
    }

    [Fact]
    public void Write_NonFiniteInLaterBlock_NamesTheSampleOfTheWholeSound()
    {
        float[] samples = new float[20_000];
        samples[19_999] = float.NaN;
        Assert.Contains("sample 19999 ", Assert.Throws<TakeFailedException>(() => WavWriter.Write(new MemoryStream(), new Waveform(samples, 16_000))).Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8192)]
    [InlineData(20_001)]
    public void Write_AnyLength_GivesTheBytesOfToBytes(int count)
    {
        var audio = new Waveform(TestSound.Noise(count, amplitude: 1.2), 24_000);
        using var stream = new MemoryStream();
        int clipped = WavWriter.Write(stream, audio);
        Assert.Equal(WavWriter.ToBytes(audio, out int expected), stream.ToArray());
        Assert.Equal(expected, clipped);
    }

    [Fact]
    public void RoundTrip_Any16BitSound_IsExact()
        => Gen.Short.Array[1, 300].Sample(values =>
        {
            var audio = new Waveform(Array.ConvertAll(values, v => v / 32768f), 22_050);
            Waveform back = WavReader.Read(new MemoryStream(WavWriter.ToBytes(audio, out int clipped)), "round-trip");
            return clipped == 0 && back.SampleRateHz == 22_050 && back.Samples.Span.SequenceEqual(audio.Samples.Span);
        });

    [Fact]
    public void RoundTrip_RealFile_GivesTheSameSampleBytes()
    {
        byte[] original = File.ReadAllBytes(SharedFiles.Golden("audio/k00.24k.wav"));
        byte[] written = WavWriter.ToBytes(WavReader.Read(new MemoryStream(original), "k00"));
        Assert.Equal(original[^written[44..].Length..], written[44..]);
    }
}
