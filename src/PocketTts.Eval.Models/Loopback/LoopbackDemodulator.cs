using System.Numerics.Tensors;

namespace PocketTts.Eval.Models.Loopback;

/// <summary>Reads single symbols at 16 kHz by correlating the inner 32 ms with all tones of one voice.</summary>
internal sealed class LoopbackDemodulator
{
    public const int SampleRateHz = 16_000;
    public const int SymbolSamples = LoopbackModem.SymbolMilliseconds * SampleRateHz / 1000;

    private const int Guard = LoopbackModem.GuardMilliseconds * SampleRateHz / 1000;
    private const int WindowSamples = SymbolSamples - (2 * Guard);

    // a clear tone has four times the power of the next of its kind; clear symbols hold half of all energy in their tones
    private const double Dominance = 4;
    private const double Purity = 0.5;

    private readonly float[][] _cosines;
    private readonly float[][] _sines;

    public LoopbackDemodulator(string voice)
    {
        double baseHertz = LoopbackModem.BaseHertz(voice);
        _cosines = Table(Math.Cos, baseHertz);
        _sines = Table(Math.Sin, baseHertz);
    }

    /// <summary>Share of a symbol's energy that its tones hold, in [0, 1] up to rounding; 0 for silence.</summary>
    public double Presence(ReadOnlySpan<float> samples, int start)
    {
        Span<double> powers = stackalloc double[LoopbackModem.ToneCount];
        double energy = Correlate(samples, start, powers);
        double sum = 0;
        foreach (double power in powers)
        {
            sum += power;
        }

        return energy > 0 ? sum / energy : 0;
    }

    /// <summary>Reads the symbol that starts at a sample; beyond the ends there is silence.</summary>
    public LoopbackSymbol Read(ReadOnlySpan<float> samples, int start)
    {
        Span<double> powers = stackalloc double[LoopbackModem.ToneCount];
        double energy = Correlate(samples, start, powers);
        (int high, bool highIsClear) = Best(powers.Slice(LoopbackModem.HighHalf, 16));
        (int low, bool lowIsClear) = Best(powers.Slice(LoopbackModem.LowHalf, 16));
        double highPower = powers[LoopbackModem.HighHalf + high];
        double lowPower = powers[LoopbackModem.LowHalf + low];
        if (powers[0] > Dominance * Math.Max(highPower, lowPower))
        {
            return new LoopbackSymbol(true, 0, powers[0] >= Purity * energy);
        }

        bool isClear = highIsClear && lowIsClear && energy > 0 && highPower + lowPower >= Purity * energy
            && Math.Max(highPower, lowPower) < Dominance * Math.Min(highPower, lowPower);
        return new LoopbackSymbol(false, (byte)((high << 4) | low), isClear);
    }

    // Powers are scaled so that those of all tones of a clean symbol add up to its energy.
    private double Correlate(ReadOnlySpan<float> samples, int start, Span<double> powers)
    {
        int from = start + Guard;
        Span<float> padded = stackalloc float[WindowSamples];
        scoped ReadOnlySpan<float> window;
        if (from >= 0 && from + WindowSamples <= samples.Length)
        {
            window = samples.Slice(from, WindowSamples);
        }
        else
        {
            padded.Clear();
            int before = Math.Clamp(-from, 0, WindowSamples);
            ReadOnlySpan<float> there = samples[Math.Clamp(from, 0, samples.Length)..];
            there[..Math.Min(there.Length, WindowSamples - before)].CopyTo(padded[before..]);
            window = padded;
        }

        for (int tone = 0; tone < powers.Length; tone++)
        {
            double x = TensorPrimitives.Dot(window, _cosines[tone]);
            double y = TensorPrimitives.Dot(window, _sines[tone]);
            powers[tone] = 2 * ((x * x) + (y * y)) / WindowSamples;
        }

        return TensorPrimitives.SumOfSquares(window);
    }

    private static (int Index, bool IsClear) Best(ReadOnlySpan<double> powers)
    {
        int best = 0;
        double second = 0;
        for (int i = 1; i < powers.Length; i++)
        {
            if (powers[i] > powers[best])
            {
                second = powers[best];
                best = i;
            }
            else
            {
                second = Math.Max(second, powers[i]);
            }
        }

        return (best, powers[best] > Dominance * second);
    }

    private static float[][] Table(Func<double, double> wave, double baseHertz)
    {
        float[][] table = new float[LoopbackModem.ToneCount][];
        for (int tone = 0; tone < table.Length; tone++)
        {
            double step = 2 * Math.PI * LoopbackModem.ToneHertz(baseHertz, tone) / SampleRateHz;
            table[tone] = new float[WindowSamples];
            for (int n = 0; n < WindowSamples; n++)
            {
                table[tone][n] = (float)wave(step * n);
            }
        }

        return table;
    }
}
