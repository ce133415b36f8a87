using System.Text.Json;
using PocketTts.Eval.Audio.Facts;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Audio.Tests.Facts;

public sealed class LoudnessMeterTests
{
    [Theory]
    [InlineData(48_000, 997, 1, -3.01)]
    [InlineData(48_000, 997, .1, -23.01)]
    [InlineData(24_000, 997, 1, -3.01)]
    [InlineData(16_000, 997, .1, -23.01)]
    [InlineData(44_100, 997, .1, -23.01)]
    public void Integrated_Sine_IsWhatTheRecommendationSays(int rate, double hertz, double amplitude, double lufs) =>
        Assert.Equal(lufs, LoudnessMeter.Integrated(Sine(rate, hertz, 4, amplitude))!.Value, .06);

    [Theory]
    [InlineData("997Hz_-20dBFS_peak_48k", 48_000, 997, .1)]
    [InlineData("440Hz_-20dBFS_24k", 24_000, 440, .1)]
    [InlineData("1000Hz_-20dBFS_16k", 16_000, 1000, .1)]
    public void Integrated_GoldenSine_IsNear(string name, int rate, double hertz, double amplitude) =>
        Assert.Equal(Golden().GetProperty("loudness_sines").GetProperty(name).GetDouble(), LoudnessMeter.Integrated(Sine(rate, hertz, 4, amplitude))!.Value, .1);

    [Fact]
    public void Integrated_QuietStretches_AreLeftOut()
    {
        JsonElement golden = Golden().GetProperty("loudness_sines");

        Assert.Equal(golden.GetProperty("997Hz 48k: 2 s at -80 dBFS then 2 s at -20 dBFS (gate)").GetDouble(), LoudnessMeter.Integrated(TwoLevels(-80))!.Value, .1);
        Assert.Equal(golden.GetProperty("997Hz 48k: 2 s at -35 dBFS then 2 s at -20 dBFS (relative gate)").GetDouble(), LoudnessMeter.Integrated(TwoLevels(-35))!.Value, .1);
    }

    [Fact]
    public void Integrated_GoldenSpeech_EqualsOtherToolWithItsFiltersAndIsNearWithOurs()
    {
        JsonElement golden = Golden();
        JsonElement filters = golden.GetProperty("pyloudnorm_filters_24k");
        int exact = 0;
        for (int i = 0; i < 10; i++)
        {
            Waveform audio = AudioFile.Read(SharedFiles.Golden($"audio/k{i:00}.24k.wav"));
            double expected = golden.GetProperty("files").GetProperty($"k{i:00}").GetProperty("levels_24k_source").GetProperty("lufs_integrated").GetDouble();
            double same = LoudnessMeter.Integrated(audio, Filter(filters, "high_shelf"), Filter(filters, "high_pass"))!.Value;

            // that tool rounds the number of blocks, and so sometimes counts a last one that has no 400 ms
            double blocks = (audio.DurationSeconds - .4) / .1;
            if (Math.Round(blocks) <= Math.Floor(blocks))
            {
                Assert.Equal(expected, same, 1e-6);
                exact++;
            }

            Assert.Equal(same, LoudnessMeter.Integrated(audio)!.Value, .1);
        }

        Assert.True(exact >= 3, $"{exact}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9_599)]
    public void Integrated_LessThanABlock_IsUnknown(int samples) =>
        Assert.Null(LoudnessMeter.Integrated(new Waveform(TestSound.Tone(440, 24_000, samples), 24_000)));

    [Fact]
    public void Integrated_Silence_IsUnknown() => Assert.Null(LoudnessMeter.Integrated(new Waveform(new float[24_000], 24_000)));

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(100)]
    public void Integrated_AbsurdRate_IsDefined(int rate) =>
        Assert.True(LoudnessMeter.Integrated(new Waveform(TestSound.Noise(500), rate)) is null or (> -100 and < 100));

    private static Waveform Sine(int rate, double hertz, int seconds, double amplitude) => new(TestSound.Tone(hertz, rate, seconds * rate, amplitude), rate);

    private static Waveform TwoLevels(double firstDbfs)
    {
        float[] samples = TestSound.Tone(997, 48_000, 4 * 48_000, .1);
        float gain = (float)Math.Pow(10, (firstDbfs + 20) / 20);
        for (int i = 0; i < 2 * 48_000; i++)
        {
            samples[i] *= gain;
        }

        return new Waveform(samples, 48_000);
    }

    private static Biquad Filter(JsonElement filters, string name)
    {
        double[] b = [.. filters.GetProperty(name).GetProperty("b").EnumerateArray().Select(v => v.GetDouble())];
        double[] a = [.. filters.GetProperty(name).GetProperty("a").EnumerateArray().Select(v => v.GetDouble())];
        return new Biquad(b[0], b[1], b[2], a[1], a[2]);
    }

    private static JsonElement Golden() => JsonDocument.Parse(File.ReadAllBytes(SharedFiles.Golden("mos-golden.json"))).RootElement;
}
