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

    [Benchmark]
    public void Compute() => _spectrogram.Compute(_samples, _mel);
}
