using System.Numerics.Tensors;

namespace PocketTts.Eval.Models.Loopback;

/// <summary>Writes words as tones at 24 kHz (<see cref="LoopbackModem"/>).</summary>
internal sealed class LoopbackModulator
{
    public const int SampleRateHz = 24_000;
    public const int SymbolSamples = LoopbackModem.SymbolMilliseconds * SampleRateHz / 1000;

    // −20 dBFS RMS, as loud as quiet speech; the start tone is alone and so √2 higher
    private const double Amplitude = 0.1;
    private const double RampSeconds = 0.004;

    private readonly float[][] _tones;

    public LoopbackModulator(string voice)
    {
        double baseHertz = LoopbackModem.BaseHertz(voice);
        _tones = [.. Enumerable.Range(0, LoopbackModem.ToneCount).Select(tone => Tone(LoopbackModem.ToneHertz(baseHertz, tone), tone == 0 ? Math.Sqrt(2) : 1))];
    }

    /// <summary>Symbols that a word takes: its bytes, a start and a checksum.</summary>
    public static int SymbolCount(int byteCount) => byteCount + 2;

    /// <summary>Writes one word.</summary>
    /// <param name="bytes">Its UTF-8 bytes.</param>
    /// <param name="isDamaged">True to write a wrong checksum.</param>
    /// <param name="target">At least <see cref="SymbolCount"/> symbols long.</param>
    public void Write(ReadOnlySpan<byte> bytes, bool isDamaged, Span<float> target)
    {
        _tones[0].CopyTo(target);
        foreach (byte value in bytes)
        {
            target = target[SymbolSamples..];
            WriteByte(value, target);
        }

        WriteByte(LoopbackModem.Checksum(bytes) ^ (isDamaged ? 0x5A : 0), target[SymbolSamples..]);
    }

    private void WriteByte(int value, Span<float> target)
        => TensorPrimitives.Add(_tones[LoopbackModem.HighHalf + (value >> 4)], _tones[LoopbackModem.LowHalf + (value & 15)], target[..SymbolSamples]);

    private static float[] Tone(double hertz, double gain)
    {
        float[] samples = new float[SymbolSamples];
        double ramp = RampSeconds * SampleRateHz;
        for (int n = 0; n < samples.Length; n++)
        {
            // raised-cosine edges keep clicks out
            double edge = Math.Min(1, Math.Min(n + 0.5, samples.Length - n - 0.5) / ramp);
            double envelope = 0.5 - (0.5 * Math.Cos(Math.PI * edge));
            samples[n] = (float)(Amplitude * gain * envelope * Math.Sin(2 * Math.PI * hertz * n / SampleRateHz));
        }

        return samples;
    }
}
