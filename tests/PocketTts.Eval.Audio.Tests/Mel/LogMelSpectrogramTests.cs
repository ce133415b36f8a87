using CsCheck;
using PocketTts.Eval.Audio.Mel;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Audio.Tests.Mel;

public sealed class LogMelSpectrogramTests
{
    private const double Tolerance = 1e-4;

    [Fact]
    public void Compute_OneSecondTone_HasTheGoldenValues()
    {
        float[] mel = Compute(Tone());
        (int Bin, int Frame, double Value)[] golden =
        [
            (0, 0, 0.983279), (10, 0, 1.336241), (11, 0, 1.111596), (12, 0, 1.338301), (10, 50, 1.348738), (11, 50, 1.438204),
            (12, 50, 1.293523), (40, 50, -0.561796), (79, 50, -0.561796), (11, 99, 1.436953), (11, 100, 1.292922),
            (11, 101, 0.351053), (11, 102, -0.561796),
        ];
        foreach ((int bin, int frame, double value) in golden)
        {
            Assert.Equal(value, mel[(bin * LogMelSpectrogram.Frames) + frame], Tolerance);
        }

        Assert.Equal(-0.55766201, mel.Average(v => (double)v), Tolerance);
        Assert.Equal((1.75281507 + 4) / 4, mel.Max(), Tolerance);
        Assert.Equal(-0.56179623, mel.Min(), Tolerance);
        int loudest = Array.IndexOf(mel, mel.Max());
        Assert.Equal(11, loudest / LogMelSpectrogram.Frames);
    }

    [Theory]
    [InlineData("kennedy.wav", 1.92014484, -0.06937059, 0.49237641, -0.141152, 0.379503, -0.128828)]
    [InlineData("bush.wav", 0.58935911, -0.24682559, 0.42196876, -0.852660, -0.040897, 0.135923)]
    public void Compute_RealSpeech_HasTheGoldenValues(string file, double max, double mean, double deviation, double at0, double at10, double at40)
    {
        float[] mel = Compute(AudioFile.Read(SharedFiles.Audio(file)).Samples.ToArray());
        double average = mel.Average(v => (double)v);
        Assert.Equal((max + 4) / 4, mel.Max(), Tolerance);
        Assert.Equal(mean, average, Tolerance);
        Assert.Equal(deviation, Math.Sqrt(mel.Average(v => (v - average) * (v - average))), Tolerance);
        Assert.Equal(at0, mel[0], Tolerance);
        Assert.Equal(at10, mel[(10 * 3000) + 100], Tolerance);
        Assert.Equal(at40, mel[(40 * 3000) + 500], Tolerance);
    }

    [Fact]
    public void Compute_ReusedAfterLongerInput_ForgetsIt()
    {
        var spectrogram = new LogMelSpectrogram();
        float[] noise = Noise(LogMelSpectrogram.MaxSamples);
        float[] mel = new float[80 * 3000];
        spectrogram.Compute(noise, mel);
        spectrogram.Compute(Tone(), mel);
        Assert.Equal(Compute(Tone()), mel);
        spectrogram.Compute(noise.AsSpan(0, 100), mel);
        Assert.Equal(Compute(noise[..100]), mel);
    }

    [Fact]
    public void Compute_Silence_IsTheFloorEverywhere()
    {
        Assert.All(Compute([]), v => Assert.Equal(-1.5f, v));
        Assert.All(Compute(new float[16_000]), v => Assert.Equal(-1.5f, v));
    }

    [Fact]
    public void Compute_AnyLength_EqualsTheDefinitionInDouble()
    {
        // lengths around the ends, where padding and reflection meet
        int[] lengths = [1, 199, 200, 201, 399, 400, 479_000, 479_700, 479_999, 480_000];
        foreach (int length in lengths)
        {
            Check(length, [0, 1, 2, 3, 4, 2990, 2997, 2998, 2999]);
        }

        Gen.Int[1, LogMelSpectrogram.MaxSamples].Sample(length => Check(length, [length / 160 / 2, length / 160]), iter: 8, threads: 1);
    }

    [Fact]
    public void Compute_WrongSizes_Throws()
    {
        var spectrogram = new LogMelSpectrogram(128);
        Assert.Throws<ArgumentOutOfRangeException>(() => spectrogram.Compute(new float[LogMelSpectrogram.MaxSamples + 1], new float[128 * 3000]));
        Assert.Throws<ArgumentOutOfRangeException>(() => spectrogram.Compute([], new float[80 * 3000]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LogMelSpectrogram(0));
    }

    private static void Check(int length, int[] frames)
    {
        float[] samples = Noise(length);
        float[] mel = Compute(samples);
        double max = mel.Max();
        MelFilterbank bank = MelFilterbank.Create(80);
        foreach (int frame in frames.Where(f => f < LogMelSpectrogram.Frames))
        {
            double[] power = Power(samples, frame);
            for (int bin = 0; bin < 80; bin += 13)
            {
                double sum = 0;
                for (int i = bank.Offsets[bin]; i < bank.Offsets[bin + 1]; i++)
                {
                    sum += bank.Weights[i] * power[bank.First[bin] + i - bank.Offsets[bin]];
                }

                double expected = Math.Max((Math.Log10(Math.Max(sum, 1e-10)) + 4) / 4, max - 2);
                Assert.Equal(expected, mel[(bin * 3000) + frame], Tolerance);
            }
        }
    }

    // the definition, term by term
    private static double[] Power(float[] samples, int frame)
    {
        double[] power = new double[201];
        for (int k = 0; k <= 200; k++)
        {
            (double re, double im) = (0, 0);
            for (int n = 0; n < 400; n++)
            {
                int at = (frame * 160) - 200 + n;
                at = at < 0 ? -at : at >= LogMelSpectrogram.MaxSamples ? (2 * (LogMelSpectrogram.MaxSamples - 1)) - at : at;
                double x = (at < samples.Length ? samples[at] : 0) * 0.5 * (1 - Math.Cos(2 * Math.PI * n / 400));
                (double sin, double cos) = Math.SinCos(2 * Math.PI * (k * n % 400) / 400);
                re += x * cos;
                im += x * sin;
            }

            power[k] = (re * re) + (im * im);
        }

        return power;
    }

    private static float[] Compute(float[] samples)
    {
        float[] mel = new float[80 * LogMelSpectrogram.Frames];
        new LogMelSpectrogram().Compute(samples, mel);
        return mel;
    }

    private static float[] Tone() => [.. Enumerable.Range(0, 16_000).Select(n => (float)(0.5 * Math.Sin(2 * Math.PI * 440 * n / 16_000)))];

    private static float[] Noise(int length)
    {
        var random = new Random(20261123);
        return [.. Enumerable.Range(0, length).Select(_ => (float)((random.NextDouble() * 0.4) - 0.2))];
    }
}
