using System.Numerics.Tensors;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Audio.Levels;

/// <summary>Measures how loud a sound is and how much silence stands around it.</summary>
public static class LevelMeter
{
    /// <summary>Default silence threshold in dBFS (RMS of a 10 ms frame).</summary>
    public const double DefaultSilenceDbfs = -50;

    private const float ClipLevel = 32767f / 32768f;

    /// <summary>Measures a sound in one pass.</summary>
    /// <param name="audio">The sound; may be empty or hold samples that are not finite.</param>
    /// <param name="silenceDbfs">A 10 ms frame whose RMS is below this many dBFS is silent; finite, default −50. What is left
    /// after the last whole frame counts as silence.</param>
    /// <returns>The levels.</returns>
    public static AudioLevels Measure(Waveform audio, double silenceDbfs = DefaultSilenceDbfs)
    {
        ArgumentNullException.ThrowIfNull(audio);
        if (!double.IsFinite(silenceDbfs))
        {
            throw new ArgumentOutOfRangeException(nameof(silenceDbfs), silenceDbfs, "a finite number of dBFS is needed");
        }

        ReadOnlySpan<float> samples = audio.Samples.Span;
        int nonFinite = 0;
        if (!samples.IsEmpty && !float.IsFinite(TensorPrimitives.MaxMagnitude(samples)))
        {
            samples = WithoutNonFinite(samples, out nonFinite);
        }

        double peak = samples.IsEmpty ? 0 : Math.Abs(TensorPrimitives.MaxMagnitude(samples));
        double threshold = Math.Pow(10, silenceDbfs / 10);
        double total = 0;
        int firstLoud = -1;
        int endOfLoud = 0;
        for (int frame = 0, start = 0; start < samples.Length; frame++)
        {
            // boundaries at whole multiples of 10 ms, also for rates like 22,050 Hz
            long end = Math.Max(start + 1, (frame + 1L) * audio.SampleRateHz / 100);
            bool isWhole = end <= samples.Length;
            end = Math.Min(end, samples.Length);
            double energy = Energy(samples[start..(int)end]);
            total += energy;
            if (isWhole && energy >= threshold * (end - start))
            {
                firstLoud = firstLoud < 0 ? start : firstLoud;
                endOfLoud = (int)end;
            }

            start = (int)end;
        }

        return new AudioLevels
        {
            Peak = peak,
            PeakDbfs = peak > 0 ? 20 * Math.Log10(peak) : null,
            RmsDbfs = total > 0 ? 10 * Math.Log10(total / samples.Length) : null,
            ClippedSampleCount = peak >= ClipLevel ? CountClipped(samples) : 0,
            NonFiniteSampleCount = nonFinite,
            LeadingSilenceSeconds = (double)(firstLoud < 0 ? samples.Length : firstLoud) / audio.SampleRateHz,
            TrailingSilenceSeconds = (double)(samples.Length - endOfLoud) / audio.SampleRateHz,
            IsSilent = firstLoud < 0,
        };
    }

    // A float sum over 10 ms errs by less than 1e-6; only absurd samples overflow it.
    private static double Energy(ReadOnlySpan<float> frame)
    {
        float sum = TensorPrimitives.SumOfSquares(frame);
        if (sum is > 1e-30f and < float.PositiveInfinity)
        {
            return sum;
        }

        double exact = 0;
        foreach (float x in frame)
        {
            exact += (double)x * x;
        }

        return exact;
    }

    private static int CountClipped(ReadOnlySpan<float> samples)
    {
        int count = 0;
        foreach (float x in samples)
        {
            count += MathF.Abs(x) >= ClipLevel ? 1 : 0;
        }

        return count;
    }

    /// <summary>A copy with 0 in place of samples that are not finite.</summary>
    internal static float[] WithoutNonFinite(ReadOnlySpan<float> samples, out int count)
    {
        float[] clean = samples.ToArray();
        count = 0;
        foreach (ref float x in clean.AsSpan())
        {
            if (!float.IsFinite(x))
            {
                x = 0;
                count++;
            }
        }

        return clean;
    }
}
