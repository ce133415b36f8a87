using System.Numerics.Tensors;

namespace PocketTts.Eval.Audio.Mel;

/// <summary>
/// The log-mel input of Whisper: up to 30 s of 16 kHz mono sound, zero-padded to 30 s, reflected by 200 samples at both
/// ends; Hann frames of 25 ms every 10 ms; power; mel filters; log10 of at least 1e-10; clamped to 8 decades below the
/// loudest value; (x + 4) / 4. Recipe of openai/whisper <c>audio.py</c>. Keeps its buffers: not thread-safe.
/// </summary>
public sealed class LogMelSpectrogram
{
    /// <summary>Sample rate the input must have, in hertz.</summary>
    public const int SampleRateHz = 16_000;

    /// <summary>Longest input in samples: 30 s.</summary>
    public const int MaxSamples = 30 * SampleRateHz;

    /// <summary>Frames of every output, one per 10 ms.</summary>
    public const int Frames = 3000;

    private const int Hop = 160;
    private const int Reflection = PowerSpectrum400.Length / 2;
    private const float Floor = 1e-10f;
    private readonly MelFilterbank _filters;
    private readonly PowerSpectrum400 _spectrum = new();
    private readonly float[] _padded = new float[MaxSamples + (2 * Reflection)];
    private readonly float[] _power = new float[MelFilterbank.Bins];

    /// <summary>Prepares the tables.</summary>
    /// <param name="melBins">Mel filters: 80, or 128 for large-v3 and turbo; 1 to 201.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="melBins"/> is outside its range.</exception>
    public LogMelSpectrogram(int melBins = 80)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(melBins, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(melBins, MelFilterbank.Bins);
        MelBins = melBins;
        _filters = MelFilterbank.Create(melBins);
    }

    /// <summary>Mel filters.</summary>
    public int MelBins { get; }

    /// <summary>Computes the spectrogram.</summary>
    /// <param name="samples">At most <see cref="MaxSamples"/> finite samples at 16 kHz; may be empty.</param>
    /// <param name="destination">Receives [<see cref="MelBins"/>, 3000], time fastest; dimensionless, at most 2 apart.</param>
    /// <exception cref="ArgumentOutOfRangeException">The input is too long, or the destination has another size.</exception>
    public void Compute(ReadOnlySpan<float> samples, Span<float> destination)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(samples.Length, MaxSamples);
        ArgumentOutOfRangeException.ThrowIfNotEqual(destination.Length, MelBins * Frames);

        // a frame is centred at 160 f and reaches 200 samples back: later ones see only padding and have the floor value
        int active = Math.Min(Frames, (samples.Length + Reflection + Hop - 1) / Hop);
        Pad(samples);
        for (int frame = 0; frame < active; frame++)
        {
            _spectrum.Compute(_padded.AsSpan(frame * Hop, PowerSpectrum400.Length), _power);
            ApplyFilters(destination, frame);
        }

        float top = active < Frames ? MathF.Log10(Floor) : float.NegativeInfinity;
        for (int bin = 0; bin < MelBins && active > 0; bin++)
        {
            Span<float> row = destination.Slice(bin * Frames, active);
            TensorPrimitives.Max(row, Floor, row);
            TensorPrimitives.Log10(row, row);
            top = Math.Max(top, TensorPrimitives.Max<float>(row));
        }

        float lowest = top - 8;
        float padding = (Math.Max(MathF.Log10(Floor), lowest) + 4) / 4;
        for (int bin = 0; bin < MelBins; bin++)
        {
            Span<float> row = destination.Slice(bin * Frames, Frames);
            Span<float> heard = row[..active];
            TensorPrimitives.Max(heard, lowest, heard);
            TensorPrimitives.Add(heard, 4f, heard);
            TensorPrimitives.Multiply(heard, 0.25f, heard);
            row[active..].Fill(padding);
        }
    }

    private void Pad(ReadOnlySpan<float> samples)
    {
        Span<float> padded = _padded;
        samples.CopyTo(padded[Reflection..]);
        // what the last frame with sound, and the reflections below, may read
        int end = Reflection + samples.Length;
        padded[end..Math.Min(padded.Length, end + (2 * PowerSpectrum400.Length))].Clear();
        for (int i = 1; i <= Reflection; i++)
        {
            padded[Reflection - i] = padded[Reflection + i];
        }

        if (samples.Length > MaxSamples - (2 * PowerSpectrum400.Length))
        {
            const int Last = Reflection + MaxSamples - 1;
            for (int i = 1; i <= Reflection; i++)
            {
                padded[Last + i] = padded[Last - i];
            }
        }
    }

    private void ApplyFilters(Span<float> destination, int frame)
    {
        ReadOnlySpan<float> weights = _filters.Weights;
        ReadOnlySpan<int> offsets = _filters.Offsets;
        for (int bin = 0; bin < MelBins; bin++)
        {
            int start = offsets[bin];
            int count = offsets[bin + 1] - start;
            ReadOnlySpan<float> band = _power.AsSpan(_filters.First[bin], count);
            float sum = 0;
            for (int i = 0; i < count; i++)
            {
                sum += weights[start + i] * band[i];
            }

            destination[(bin * Frames) + frame] = sum;
        }
    }
}
