using BenchmarkDotNet.Attributes;
using PocketTts.Eval.Audio.Resampling;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Benchmarks.HotPaths;

/// <summary>60 s of a synthesizer's sound to a recognizer's rate. Target: under 20 ms on one core. The baseline is the same kind of filter written down plainly.</summary>
[MemoryDiagnoser]
public class ResamplerBenchmarks
{
    private const int Source = 24_000;
    private const int Target = 16_000;
    private const int Reach = 32;

    private Waveform _sound = null!;

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        _sound = new Waveform(Enumerable.Range(0, 60 * Source).Select(_ => (float)(random.NextDouble() - .5)).ToArray(), Source);
    }

    [Benchmark(Baseline = true)]
    public float[] NaiveWindowedSinc()
    {
        ReadOnlySpan<float> samples = _sound.Samples.Span;
        float[] result = new float[(int)((long)samples.Length * Target / Source)];
        const double Ratio = (double)Source / Target;
        for (int i = 0; i < result.Length; i++)
        {
            double place = i * Ratio;
            double sum = 0;
            for (int j = (int)place - Reach; j <= (int)place + Reach; j++)
            {
                if (j >= 0 && j < samples.Length)
                {
                    double x = (place - j) / Ratio;
                    double window = .5 + (.5 * Math.Cos(Math.PI * (place - j) / (Reach + 1)));
                    sum += samples[j] * window * (Math.Abs(x) < 1e-9 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x)) / Ratio;
                }
            }

            result[i] = (float)sum;
        }

        return result;
    }

    [Benchmark]
    public Waveform Resample() => Resampler.Resample(_sound, Target);
}
