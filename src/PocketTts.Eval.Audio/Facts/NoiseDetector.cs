using System.Numerics.Tensors;
using PocketTts.Eval.Audio.Mel;

namespace PocketTts.Eval.Audio.Facts;

/// <summary>
/// Finds bursts of noise: stretches whose spectrum is flat over the upper three quarters of the band and nearly as loud as the speech. What is measured is
/// the floor, the least power in any of <see cref="Bands"/> equal bands there; speech leaves some of them nearly empty at any moment, also in its loudest hisses.
/// </summary>
internal sealed class NoiseDetector
{
    /// <summary>How far the floor, taken for the whole band, may lie below the speech of the sound and be noise, in dB.</summary>
    private const double LeastDb = -4;

    private const double HopSeconds = .01;
    private const double WindowSeconds = .04;
    private const double ShortestSeconds = .08;
    private const int Bands = 8;

    // the last twentieth is left out: filters end before the band does
    private const int FirstBin = 50;
    private const int BinsPerBand = 18;

    private readonly PowerSpectrum400 _spectrum = new();
    private readonly float[] _power = new float[MelFilterbank.Bins];
    private readonly double[] _bands = new double[Bands];
    private float[] _differences = [];

    /// <summary>Bursts in order: first sample and length.</summary>
    /// <param name="samples">The sound.</param>
    /// <param name="rate">Its rate.</param>
    /// <param name="speechPower">Mean square of the speech.</param>
    public List<(int First, int Length)> Find(ReadOnlySpan<float> samples, int rate, double speechPower)
    {
        var found = new List<(int First, int Length)>();
        int hop = Math.Max(1, (int)(HopSeconds * rate));
        int window = Math.Max(PowerSpectrum400.Length, (int)(WindowSeconds * rate));
        int shortest = (int)(ShortestSeconds * rate);
        double least = speechPower * Math.Pow(10, LeastDb / 10);
        int first = -1;
        for (int start = 0; start + window <= samples.Length + hop; start += hop)
        {
            bool isNoise = start + window <= samples.Length && Floor(samples.Slice(start, window), least) >= least;
            if (isNoise)
            {
                first = first < 0 ? start : first;
            }
            else if (first >= 0)
            {
                int length = start - hop + window - first;
                if (length >= shortest)
                {
                    found.Add((first, length));
                }

                first = -1;
            }
        }

        return found;
    }

    /// <summary>Power that white noise would have whose spectrum is nowhere above this one's; 0 when it is surely below <paramref name="least"/>.</summary>
    internal double Floor(ReadOnlySpan<float> window, double least)
    {
        // white noise of power p has differences of power 2p; a spectrum costs a hundred times as much
        Span<float> differences = _differences.Length >= window.Length ? _differences : _differences = new float[window.Length];
        differences = differences[1..window.Length];
        TensorPrimitives.Subtract(window[1..], window[..^1], differences);
        if (Decibels.Power(differences) < least)
        {
            return 0;
        }

        Array.Clear(_bands);
        int frames = 0;
        for (int start = 0; start + PowerSpectrum400.Length <= window.Length; start += PowerSpectrum400.Length / 2)
        {
            _spectrum.Compute(window.Slice(start, PowerSpectrum400.Length), _power);
            for (int band = 0; band < Bands; band++)
            {
                _bands[band] += TensorPrimitives.Sum(_power.AsSpan(FirstBin + (band * BinsPerBand), BinsPerBand));
            }

            frames++;
        }

        // of white noise of power p, each bin has p times the sum of the squared window, 3/8 of its length
        return TensorPrimitives.Min<double>(_bands) / (frames * BinsPerBand * PowerSpectrum400.Length * .375);
    }
}
