using BenchmarkDotNet.Attributes;
using PocketTts.Eval.Audio.Mel;

namespace PocketTts.Eval.Benchmarks;

/// <summary>The recognizer's front end. Target: 30 s of sound in under 15 ms on one core.</summary>
[MemoryDiagnoser]
public class LogMelBenchmarks
{
    private readonly LogMelSpectrogram _spectrogram = new();
    private readonly float[] _mel = new float[80 * LogMelSpectrogram.Frames];
    private float[] _samples = [];

    /// <summary>Length of the sound in seconds; the rest of the window is padding.</summary>
    [Params(5, 30)]
    public int Seconds { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        _samples = [.. Enumerable.Range(0, Seconds * LogMelSpectrogram.SampleRateHz).Select(_ => (float)(random.NextDouble() - 0.5))];
    }

    /// <summary>The transform as its definition says it, and nothing else: no filters, no logarithm.</summary>
    [Benchmark(Baseline = true)]
    public double TransformByDefinition()
    {
        double sum = 0;
        double[] cosine = [.. Enumerable.Range(0, 400).Select(i => Math.Cos(2 * Math.PI * i / 400))];
        double[] sine = [.. Enumerable.Range(0, 400).Select(i => Math.Sin(2 * Math.PI * i / 400))];
        for (int start = 0; start + 400 <= _samples.Length; start += 160)
        {
            for (int bin = 0; bin <= 200; bin++)
            {
                double real = 0, imaginary = 0;
                for (int i = 0; i < 400; i++)
                {
                    int angle = bin * i % 400;
                    real += _samples[start + i] * cosine[angle];
                    imaginary += _samples[start + i] * sine[angle];
                }

                sum += (real * real) + (imaginary * imaginary);
            }
        }

        return sum;
    }

    [Benchmark]
    public void Compute() => _spectrogram.Compute(_samples, _mel);
}
