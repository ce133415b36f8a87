using CsCheck;
using PocketTts.Eval.Audio.Resampling;
using PocketTts.Eval.Audio.Wav;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Audio.Tests.Resampling;

public sealed class ResamplerTests
{
    private static readonly int[] s_rates = [8_000, 11_025, 16_000, 22_050, 24_000, 44_100, 48_000];

    [Theory]
    [InlineData(24_000, 16_000, 3000)]
    [InlineData(24_000, 16_000, 1)]
    [InlineData(44_100, 16_000, 2000)]
    [InlineData(16_000, 24_000, 1500)]
    [InlineData(8_000, 16_000, 777)]
    [InlineData(48_000, 16_000, 5001)]
    [InlineData(22_050, 16_000, 1234)]
    [InlineData(16_001, 16_000, 300)]
    public void Process_Noise_EqualsTheDirectSum(int from, int to, int count)
    {
        float[] input = TestSound.Noise(count);
        float[] output = Resampler.For(from, to).Process(input);
        int divisor = (int)System.Numerics.BigInteger.GreatestCommonDivisor(from, to);
        (int up, int down) = (to / divisor, from / divisor);
        double[] taps = LowPassFilter.Design(up, down);
        int reach = taps.Length / 2;
        Assert.Equal((((long)count * up) + down - 1) / down, output.Length);
        for (int m = 0; m < output.Length; m++)
        {
            double sum = 0;
            for (int i = 0; i < count; i++)
            {
                long k = ((long)down * m) - ((long)up * i) + reach;
                sum += k >= 0 && k < taps.Length ? input[i] * taps[k] : 0;
            }

            Assert.Equal(sum, output[m], 3e-8);
        }
    }

    [Theory]
    [InlineData(100, 0, 0.001)]
    [InlineData(1_000, 0, 0.001)]
    [InlineData(4_000, 0, 0.001)]
    [InlineData(6_000, 0, 0.001)]
    [InlineData(7_000, 0, 0.001)]
    [InlineData(7_500, -1.38, 0.01)]
    public void Process_PassedTone_HasTheSpecifiedGain(double hertz, double decibels, double tolerance)
        => Assert.Equal(decibels, ToneGain(hertz, 24_000, 16_000), tolerance);

    [Theory]
    [InlineData(8_500, -90.9)]
    [InlineData(9_000, -91)]
    [InlineData(9_500, -91)]
    [InlineData(10_000, -91)]
    [InlineData(11_000, -91)]
    [InlineData(11_500, -91)]
    [InlineData(11_900, -91)]
    public void Process_ToneBeyondTheBand_LeavesNoAlias(double hertz, double decibels)
        => Assert.True(ToneGain(hertz, 24_000, 16_000) < decibels, $"{ToneGain(hertz, 24_000, 16_000)} dB");

    [Fact]
    public void Process_Constant_StaysConstant()
    {
        float[] input = new float[2400];
        Array.Fill(input, 0.5f);
        float[] output = Resampler.For(24_000, 16_000).Process(input);
        Assert.All(output[100..^100], y => Assert.Equal(0.5, y, 1e-5));
    }

    [Fact]
    public void Process_Impulse_IsSymmetricWithoutDelay()
    {
        float[] input = new float[601];
        input[300] = 1;
        float[] output = Resampler.For(24_000, 16_000).Process(input);
        Assert.Equal(0.64583016, output[200], 1e-7);
        for (int k = 1; k < 60; k++)
        {
            Assert.Equal(output[200 - k], output[200 + k]);
        }
    }

    [Fact]
    public void Process_Sweep_KeepsTimeAndShape()
    {
        // 100 Hz to 6.9 kHz in two seconds: the same formula sampled at 16 kHz is the right answer
        static float[] Sweep(int rate) => [.. Enumerable.Range(0, 2 * rate).Select(n => (float)Math.Sin(2 * Math.PI * ((100.0 * n / rate) + (1700.0 * n / rate * n / rate))))];
        float[] output = Resampler.For(24_000, 16_000).Process(Sweep(24_000));
        float[] expected = Sweep(16_000);
        for (int m = 200; m < 31_800; m++)
        {
            Assert.Equal(expected[m], output[m], 5e-4);
        }
    }

    [Fact]
    public void Process_GoldenSignal_AgreesWithSoxInTheMiddle()
    {
        // golden/resample.json, synthetic_24k_to_16k: soxr VHQ; the signal has noise in the transition band, where filters differ
        float[] input = new float[24_000];
        uint v = 2024;
        for (int n = 0; n < input.Length; n++)
        {
            v = unchecked((1664525 * v) + 1013904223);
            double t = n / 24000.0;
            input[n] = (float)((0.3 * Math.Sin(2 * Math.PI * 440 * t)) + (0.2 * Math.Sin((2 * Math.PI * 3000 * t) + 0.5)) + (0.1 * Math.Sin(2 * Math.PI * 9500 * t)) + (0.05 * ((v / 2147483648.0) - 1)));
        }

        Assert.Equal(0.32356597393268516, input[1], 1e-7);
        Assert.Equal(-0.12132702222185822, input[23_999], 1e-7);
        float[] output = Resampler.For(24_000, 16_000).Process(input);
        Assert.Equal(16_000, output.Length);
        Assert.Equal(1046.72, output.Sum(y => (double)y * y), 0.6);
        (int At, double Value)[] sox =
        [
            (100, -0.5053963043028045), (1000, -0.10987721598818734), (4000, 0.11274377486444839), (7999, -0.16413654566718758), (8000, 0.05513021741215747),
            (8001, 0.2343860049240081), (12000, 0.12049828650820149), (15000, -0.043174433667510864), (15990, -0.09957225294646677),
        ];
        Assert.All(sox, s => Assert.Equal(s.Value, output[s.At], 0.012));
    }

    [Theory]
    [InlineData("k00")]
    [InlineData("k01")]
    [InlineData("k02")]
    [InlineData("k03")]
    [InlineData("k04")]
    [InlineData("k05")]
    [InlineData("k06")]
    [InlineData("k07")]
    [InlineData("k08")]
    [InlineData("k09")]
    public void Resample_KokoroSpeech_AgreesWithSox(string name)
    {
        // soxr HQ; it falls off more steeply above 7.3 kHz than our filter does, and rounds the length where we round up
        Waveform output = Resampler.Resample(WavReader.Read(SharedFiles.Golden($"audio/{name}.24k.wav")), 16_000);
        Waveform golden = WavReader.Read(SharedFiles.Golden($"audio/{name}.16k.wav"));
        Assert.InRange(output.Samples.Length - golden.Samples.Length, 0, 1);
        double correlation = TestSound.Correlation(golden.Samples.Span, output.Samples.Span);
        Assert.True(correlation > 0.9998, $"{correlation}");
        double below7Kilohertz = TestSound.Correlation(Below7Kilohertz(golden), Below7Kilohertz(output));
        Assert.True(below7Kilohertz > 0.9999999, $"{below7Kilohertz:R}");
    }

    [Fact]
    public void Process_AnyLengthAndRate_HasTheRightLengthAndIsLinear()
        => Gen.Select(Gen.Int[0, 6].Select(i => s_rates[i]), Gen.Int[0, 6].Select(i => s_rates[i]), Gen.Int[0, 3000]).Sample(c =>
        {
            (int from, int to, int count) = c;
            float[] output = Resampler.For(from, to).Process(TestSound.Noise(count));
            float[] doubled = Resampler.For(from, to).Process(TestSound.Noise(count, amplitude: 1));
            return output.Length == (((long)count * to) + from - 1) / from && output.Zip(doubled).All(p => p.First * 2 == p.Second);
        }, iter: 200);

    [Fact]
    public void Process_BeyondFullScale_IsNotClipped()
    {
        float[] output = Resampler.For(24_000, 16_000).Process(TestSound.Tone(1000, 24_000, 4800, 3));
        Assert.Equal(3, output.Max(), 0.01);
    }

    [Fact]
    public void Resample_SameRate_GivesTheSameObject()
    {
        var audio = new Waveform(new float[3], 16_000);
        Assert.Same(audio, Resampler.Resample(audio, 16_000));
    }

    [Fact]
    public void For_RatesWithoutSmallRatio_SaysWhich()
        => Assert.Contains("16000/767999", Assert.Throws<InputException>(() => Resampler.For(767_999, 16_000)).Message);

    [Theory]
    [InlineData(0, 16_000)]
    [InlineData(16_000, 768_001)]
    public void For_RateOutOfRange_Throws(int from, int to)
        => Assert.Throws<ArgumentOutOfRangeException>(() => Resampler.For(from, to));

    // to a rate of 14,400 Hz the filter passes up to 6.3 kHz and ends at 7.65
    private static float[] Below7Kilohertz(Waveform audio) => Resampler.For(16_000, 14_400).Process(audio.Samples.Span);

    private static double ToneGain(double hertz, int from, int to)
    {
        float[] output = Resampler.For(from, to).Process(TestSound.Tone(hertz, from, from));
        double energy = 0;

        // away from the ends, and whole periods of every multiple of 100 Hz
        foreach (float y in output.AsSpan(640, output.Length - 1280))
        {
            energy += (double)y * y;
        }

        return 10 * Math.Log10(energy / (output.Length - 1280) / (0.5 * 0.5 / 2));
    }
}
