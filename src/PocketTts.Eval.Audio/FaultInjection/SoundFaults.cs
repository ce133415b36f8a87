using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Audio.FaultInjection;

/// <summary>
/// Damage done to a sound on purpose, to measure whether it is found. Pure: the same arguments always give the same samples; the given sound
/// stays as it is. Times are seconds from the beginning and are cut to the sound.
/// </summary>
public static class SoundFaults
{
    private const double FadeSeconds = 0.004;

    /// <summary>Takes a stretch out; what is left is joined by a fade of 4 ms, as a careful editor would.</summary>
    public static Waveform Remove(Waveform sound, double startSeconds, double endSeconds)
    {
        (int start, int end) = Samples(sound, startSeconds, endSeconds);
        ReadOnlySpan<float> all = sound.Samples.Span;
        int fade = Math.Min((int)(FadeSeconds * sound.SampleRateHz), Math.Min(start, all.Length - end));
        float[] result = new float[all.Length - (end - start)];
        all[..start].CopyTo(result);
        all[end..].CopyTo(result.AsSpan(start));
        for (int i = 0; i < fade; i++)
        {
            float share = (i + 1f) / (fade + 1);
            result[start - fade + i] = (all[start - fade + i] * (1 - share)) + (all[end - fade + i] * share);
        }

        return new Waveform(result, sound.SampleRateHz);
    }

    /// <summary>Ends the sound at a moment, without a fade.</summary>
    public static Waveform CutAfter(Waveform sound, double seconds) => new(sound.Samples[..Samples(sound, 0, seconds).End].ToArray(), sound.SampleRateHz);

    /// <summary>Replaces a stretch by digital silence, without fades: packets that were lost.</summary>
    public static Waveform DropOut(Waveform sound, double startSeconds, double endSeconds)
    {
        float[] result = sound.Samples.ToArray();
        (int start, int end) = Samples(sound, startSeconds, endSeconds);
        result.AsSpan(start, end - start).Clear();
        return new Waveform(result, sound.SampleRateHz);
    }

    /// <summary>Puts digital silence in at a moment, with fades of 4 ms around it.</summary>
    public static Waveform InsertSilence(Waveform sound, double atSeconds, double seconds)
    {
        int at = Samples(sound, 0, atSeconds).End;
        ReadOnlySpan<float> all = sound.Samples.Span;
        int length = (int)Math.Round(seconds * sound.SampleRateHz);
        float[] result = new float[all.Length + length];
        all[..at].CopyTo(result);
        all[at..].CopyTo(result.AsSpan(at + length));
        int fade = Math.Min((int)(FadeSeconds * sound.SampleRateHz), Math.Min(at, all.Length - at));
        for (int i = 0; i < fade; i++)
        {
            float share = (i + 0.5f) / fade;
            result[at - 1 - i] *= share;
            result[at + length + i] *= share;
        }

        return new Waveform(result, sound.SampleRateHz);
    }

    /// <summary>Adds an impulse of three samples: up, down, up at half the height.</summary>
    /// <param name="sound">The sound.</param>
    /// <param name="atSeconds">When.</param>
    /// <param name="height">Height, 1 is full scale.</param>
    public static Waveform Click(Waveform sound, double atSeconds, double height)
    {
        float[] result = sound.Samples.ToArray();
        int at = Samples(sound, 0, atSeconds).End;
        ReadOnlySpan<float> shape = [1, -1, 0.5f];
        for (int i = 0; i < shape.Length && at + i < result.Length; i++)
        {
            result[at + i] = Math.Clamp(result[at + i] + (shape[i] * (float)height), -1, 1);
        }

        return new Waveform(result, sound.SampleRateHz);
    }

    /// <summary>Adds white noise (uniform) to a stretch.</summary>
    /// <param name="sound">The sound.</param>
    /// <param name="startSeconds">From.</param>
    /// <param name="endSeconds">To.</param>
    /// <param name="rms">Root mean square of the noise, 1 is full scale.</param>
    /// <param name="seed">Names the noise.</param>
    public static Waveform NoiseBurst(Waveform sound, double startSeconds, double endSeconds, double rms, ulong seed)
    {
        float[] result = sound.Samples.ToArray();
        (int start, int end) = Samples(sound, startSeconds, endSeconds);
        // a uniform number from -1 to 1 has a root mean square of 1 ÷ √3
        double peak = rms * Math.Sqrt(3);
        for (int i = start; i < end; i++)
        {
            double uniform = (Core.Statistics.SplitMix64.At(seed, (ulong)i) >> 11) * Math.ScaleB(1, -52);
            result[i] = (float)Math.Clamp(result[i] + ((uniform - 1) * peak), -1, 1);
        }

        return new Waveform(result, sound.SampleRateHz);
    }

    /// <summary>Makes the sound louder until a share of its samples is beyond full scale, and limits it there.</summary>
    /// <param name="sound">The sound.</param>
    /// <param name="share">Share of samples that are limited, above 0 and below 1.</param>
    public static Waveform Clip(Waveform sound, double share)
    {
        float[] magnitudes = sound.Samples.ToArray();
        for (int i = 0; i < magnitudes.Length; i++)
        {
            magnitudes[i] = Math.Abs(magnitudes[i]);
        }

        Array.Sort(magnitudes);
        float limit = magnitudes.Length == 0 ? 1 : Math.Max(magnitudes[(int)((1 - share) * (magnitudes.Length - 1))], 1e-6f);
        float[] result = sound.Samples.ToArray();
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = Math.Clamp(result[i] / limit, -1, 1);
        }

        return new Waveform(result, sound.SampleRateHz);
    }

    private static (int Start, int End) Samples(Waveform sound, double startSeconds, double endSeconds)
    {
        int start = (int)Math.Clamp(Math.Round(startSeconds * sound.SampleRateHz), 0, sound.Samples.Length);
        return (start, (int)Math.Clamp(Math.Round(endSeconds * sound.SampleRateHz), start, sound.Samples.Length));
    }
}
