using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using PocketTts.Eval.Audio;
using PocketTts.Eval.Audio.Facts;
using PocketTts.Eval.Audio.Wav;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Benchmarks.HotPaths;

/// <summary>What every take of 10 s costs beside the model: WAV bytes and hash (against a plain writer), reading back, facts of the sound.</summary>
[MemoryDiagnoser]
public class SoundFileBenchmarks
{
    private Waveform _sound = null!;
    private byte[] _file = [];

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        _sound = new Waveform(Enumerable.Range(0, 240_000).Select(i => (float)(.3 * Math.Sin(i * .05) * (random.NextDouble() + .5))).ToArray(), 24_000);
        _file = WavWriter.ToBytes(_sound);
    }

    [Benchmark(Baseline = true)]
    public byte[] PlainWriterAndHash()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(new byte[44]);
        foreach (float sample in _sound.Samples.Span)
        {
            writer.Write((short)Math.Clamp(Math.Round(sample * 32767), short.MinValue, short.MaxValue));
        }

        return SHA256.HashData(stream.ToArray());
    }

    [Benchmark]
    public string WriteAndHash() => AudioHash.Sha256(WavWriter.ToBytes(_sound));

    [Benchmark]
    public Waveform Read() => AudioFile.ReadTake(_file, "take");

    [Benchmark]
    public AudioFacts Facts() => AudioFactsMeter.Measure(_sound, []);
}
