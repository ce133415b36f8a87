using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Audio.Facts;

/// <summary>
/// Integrated loudness of mono sound by ITU-R BS.1770-4: K-weighting, blocks of 400 ms every 100 ms, those under −70 LUFS left out, then those more than 10 LU under
/// the mean of the rest. The filters are the recommendation's, carried over from 48 kHz to the sound's rate by their analog parameters.
/// </summary>
public static class LoudnessMeter
{
    private const double BlockSeconds = .4;
    private const double StepSeconds = .1;
    private const double AbsoluteGate = -70;
    private const double RelativeGate = -10;
    private const double HighGain = 1.004994903;
    private const double Offset = -.691;

    /// <summary>Measures a sound.</summary>
    /// <param name="audio">The sound, all samples finite.</param>
    /// <returns>Loudness in LUFS (a 997 Hz sine of full scale has −3.01); null for less than 0.4 s and when no block is louder than −70 LUFS.</returns>
    public static double? Integrated(Waveform audio)
    {
        ArgumentNullException.ThrowIfNull(audio);
        return Integrated(audio, Shelf(audio.SampleRateHz), HighPass(audio.SampleRateHz));
    }

    /// <summary>The same with other filters.</summary>
    internal static double? Integrated(Waveform audio, Biquad shelf, Biquad highPass)
    {
        int rate = audio.SampleRateHz;
        int block = (int)(BlockSeconds * rate);
        if (block == 0 || audio.Samples.Length < block)
        {
            return null;
        }

        ReadOnlySpan<float> samples = audio.Samples.Span;
        var energy = new WeightedEnergy(shelf, highPass);
        var before = new Queue<double>();
        var powers = new List<double>();
        for (int place = 0, begun = 0; ;)
        {
            // from one place where a block begins or ends to the next; a block's energy is that at its end less that at its beginning
            int nextBegin = BeginOf(begun, rate);
            int nextEnd = BeginOf(powers.Count, rate) + block;
            if (nextEnd > samples.Length)
            {
                break;
            }

            int next = Math.Min(nextBegin, nextEnd);
            energy.Add(samples[place..next]);
            place = next;
            if (next == nextBegin)
            {
                before.Enqueue(energy.Sum);
                begun++;
            }

            if (next == nextEnd)
            {
                powers.Add((energy.Sum - before.Dequeue()) / block);
            }
        }

        double? gate = MeanAbove(powers, AbsoluteGate) is { } mean ? Math.Max(AbsoluteGate, ToLoudness(mean) + RelativeGate) : null;
        return gate is { } level && MeanAbove(powers, level) is { } gated ? ToLoudness(gated) : null;
    }

    private static int BeginOf(int block, int rate) => (int)(StepSeconds * block * rate);

    private static double? MeanAbove(List<double> powers, double loudness)
    {
        double sum = 0;
        int count = 0;
        foreach (double power in powers)
        {
            if (power > 0 && ToLoudness(power) > loudness)
            {
                sum += power;
                count++;
            }
        }

        return count == 0 ? null : sum / count;
    }

    private static double ToLoudness(double power) => Offset + (10 * Math.Log10(power));

    // the head's effect: +4 dB above about 1.7 kHz
    internal static Biquad Shelf(int rate)
    {
        double k = Math.Tan(Math.PI * Math.Min(1681.974450955533, .45 * rate) / rate);
        double gain = Math.Pow(10, 3.999843853973347 / 20);
        double middle = Math.Pow(gain, .4996667741545416);
        double q = .7071752369554196;
        double a0 = 1 + (k / q) + (k * k);
        return new Biquad(
            (gain + (middle * k / q) + (k * k)) / a0,
            2 * ((k * k) - gain) / a0,
            (gain - (middle * k / q) + (k * k)) / a0,
            2 * ((k * k) - 1) / a0,
            (1 - (k / q) + (k * k)) / a0);
    }

    // low notes count less: high pass at about 38 Hz
    internal static Biquad HighPass(int rate)
    {
        double k = Math.Tan(Math.PI * Math.Min(38.13547087602444, .45 * rate) / rate);
        double q = .5003270373238773;
        double a0 = 1 + (k / q) + (k * k);

        // the recommendation's 1, -2, 1 amplifies high notes by 1.005 at 48 kHz; the same at every rate
        double b = HighGain * (1 - (2 * ((k * k) - 1) / a0) + ((1 - (k / q) + (k * k)) / a0)) / 4;
        return new Biquad(b, -2 * b, b, 2 * ((k * k) - 1) / a0, (1 - (k / q) + (k * k)) / a0);
    }
}
