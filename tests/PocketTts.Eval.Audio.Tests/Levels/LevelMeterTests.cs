using System.Text.Json;
using PocketTts.Eval.Audio.Levels;
using PocketTts.Eval.Audio.Wav;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Audio.Tests.Levels;

public sealed class LevelMeterTests
{
    [Fact]
    public void Measure_FullScaleSine_HasMinusThreeDecibels()
    {
        AudioLevels levels = LevelMeter.Measure(new Waveform(TestSound.Tone(1000, 16_000, 16_000, 1), 16_000));
        Assert.Equal(-3.0103, levels.RmsDbfs!.Value, 1e-4);
        Assert.Equal(0, levels.PeakDbfs!.Value, 1e-6);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0.0625)]
    [InlineData(4000, 250)]
    public void Measure_DigitalSilence_HasNoLevel(int count, double milliseconds)
    {
        AudioLevels levels = LevelMeter.Measure(new Waveform(new float[count], 16_000));
        Assert.Null(levels.RmsDbfs);
        Assert.Null(levels.PeakDbfs);
        Assert.Equal(0, levels.Peak);
        Assert.True(levels.IsSilent);
        Assert.Equal(milliseconds / 1000, levels.LeadingSilenceSeconds, 12);
        Assert.Equal(milliseconds / 1000, levels.TrailingSilenceSeconds, 12);
    }

    [Fact]
    public void Measure_NonFiniteSamples_AreCountedAndLeftOut()
    {
        float[] samples = TestSound.Tone(1000, 16_000, 1600);
        double expected = LevelMeter.Measure(new Waveform((float[])samples.Clone(), 16_000)).Peak;
        samples[0] = float.NaN;
        samples[8] = float.PositiveInfinity;
        AudioLevels levels = LevelMeter.Measure(new Waveform(samples, 16_000));
        Assert.Equal(2, levels.NonFiniteSampleCount);
        Assert.Equal(expected, levels.Peak);
        Assert.Equal(-9.03, levels.RmsDbfs!.Value, 0.01);
    }

    [Fact]
    public void Measure_ClippedSamples_CountFrom32767()
    {
        float[] samples = [32767f / 32768f, -1f, 32766f / 32768f, 1.5f, 0f];
        AudioLevels levels = LevelMeter.Measure(new Waveform(samples, 16_000));
        Assert.Equal(3, levels.ClippedSampleCount);
        Assert.Equal(1.5, levels.Peak);
    }

    [Theory]
    [InlineData(22_050)]
    [InlineData(11_025)]
    [InlineData(24_000)]
    [InlineData(50)]
    public void Measure_ToneInTheMiddle_FindsSilenceAroundIt(int rate)
    {
        float[] samples = new float[3 * rate];
        TestSound.Noise(rate).CopyTo(samples, rate);
        AudioLevels levels = LevelMeter.Measure(new Waveform(samples, rate), -40);
        Assert.Equal(1, levels.LeadingSilenceSeconds, 0.011);
        Assert.Equal(1, levels.TrailingSilenceSeconds, 0.011);
        Assert.False(levels.IsSilent);
    }

    [Fact]
    public void Measure_HugeSamples_DoesNotOverflow()
    {
        AudioLevels levels = LevelMeter.Measure(new Waveform(new[] { 1e30f, 1e30f }, 16_000));
        Assert.Equal(600, levels.RmsDbfs!.Value, 1e-4);
    }

    [Fact]
    public void Measure_ThresholdNotFinite_Throws()
        => Assert.Throws<ArgumentOutOfRangeException>(() => LevelMeter.Measure(new Waveform(new float[1], 16_000), double.NaN));

    [Fact]
    public void Measure_DeliveredFiles_EqualGolden()
    {
        using JsonDocument golden = JsonDocument.Parse(File.ReadAllBytes(SharedFiles.Golden("mos-golden.json")));
        int compared = 0;
        foreach (JsonProperty file in golden.RootElement.GetProperty("files").EnumerateObject())
        {
            bool is24k = file.Value.TryGetProperty("levels_24k_source", out JsonElement expected);
            if (!is24k && !file.Value.TryGetProperty("levels_16k_mono", out expected))
            {
                continue;
            }

            string path = Path.Combine(Path.GetDirectoryName(SharedFiles.Golden("audio"))!, "audio", $"{file.Name}.{(is24k ? "24k" : "16k")}.wav");
            if (!File.Exists(path))
            {
                continue;
            }

            Waveform audio = WavReader.Read(path);
            compared++;
            foreach (int threshold in (int[])[-40, -50])
            {
                AudioLevels levels = LevelMeter.Measure(audio, threshold);
                Assert.Equal(expected.GetProperty("rms_dbfs").GetDouble(), levels.RmsDbfs!.Value, 1e-5);
                Assert.Equal(expected.GetProperty("peak").GetDouble(), levels.Peak, 1e-9);
                Assert.Equal(expected.GetProperty("peak_dbfs").GetDouble(), levels.PeakDbfs!.Value, 1e-9);
                Assert.Equal(expected.GetProperty("clipped_samples_abs_ge_32767").GetInt32(), levels.ClippedSampleCount);
                JsonElement silence = expected.GetProperty("silence_rms10ms").GetProperty(threshold.ToString());
                Assert.Equal(silence[0].GetDouble(), levels.LeadingSilenceSeconds, 1e-9);
                Assert.Equal(silence[1].GetDouble(), levels.TrailingSilenceSeconds, 1e-9);
            }
        }

        Assert.True(compared >= 12, $"only {compared} files");
    }
}
