using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Audio.FaultInjection;

/// <summary>Where speech begins and ends in a clean synthetic sound: the first and last 10 ms that are within 35 dB of the loudest.</summary>
/// <param name="StartSeconds">Begin.</param>
/// <param name="EndSeconds">End; equal to the begin in silence.</param>
/// <param name="Rms">Root mean square between them.</param>
public readonly record struct SpeechExtent(double StartSeconds, double EndSeconds, double Rms)
{
    private const double Threshold = 0.0178; // -35 dB

    /// <summary>Finds it.</summary>
    public static SpeechExtent Find(Waveform sound)
    {
        ArgumentNullException.ThrowIfNull(sound);
        ReadOnlySpan<float> samples = sound.Samples.Span;
        int step = Math.Max(1, sound.SampleRateHz / 100);
        double[] levels = new double[samples.Length / step];
        for (int i = 0; i < levels.Length; i++)
        {
            levels[i] = Rms0(samples.Slice(i * step, step));
        }

        double loudest = levels.DefaultIfEmpty().Max();
        int first = Array.FindIndex(levels, l => l > 0 && l >= loudest * Threshold);
        int last = Array.FindLastIndex(levels, l => l > 0 && l >= loudest * Threshold);
        return first < 0
            ? default
            : new SpeechExtent((double)first * step / sound.SampleRateHz, (double)(last + 1) * step / sound.SampleRateHz, Rms0(samples[(first * step)..((last + 1) * step)]));
    }

    private static double Rms0(ReadOnlySpan<float> samples)
    {
        double sum = 0;
        foreach (float sample in samples)
        {
            sum += (double)sample * sample;
        }

        return Math.Sqrt(sum / Math.Max(1, samples.Length));
    }
}
