using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Audio.Facts;

/// <summary>Looks at a place where two pieces of sound were joined.</summary>
internal static class JoinMeter
{
    private const double StepSeconds = .005;
    private const double LevelSeconds = .05;
    private const float Silence = 1f / 32768;

    /// <summary>Measures the join before a sample.</summary>
    public static AudioJoin Measure(Waveform audio, int index)
    {
        ReadOnlySpan<float> samples = audio.Samples.Span;
        int rate = audio.SampleRateHz;
        int near = Math.Max(2, (int)(StepSeconds * rate));
        float usual = Math.Max(
            LargestStep(samples[Math.Max(0, index - near)..index]), LargestStep(samples[index..Math.Min(samples.Length, index + near)]));
        float jump = MathF.Abs(samples[index] - samples[index - 1]);
        int wide = (int)(LevelSeconds * rate);
        double? before = Decibels.OfPower(Decibels.Power(samples[Math.Max(0, index - wide)..index]));
        double? behind = Decibels.OfPower(Decibels.Power(samples[index..Math.Min(samples.Length, index + wide)]));
        return new AudioJoin(
            (double)index / rate,
            usual > Silence ? jump / usual : jump > Silence ? jump / Silence : null,
            behind - before);
    }

    private static float LargestStep(ReadOnlySpan<float> samples)
    {
        float largest = 0;
        for (int i = 1; i < samples.Length; i++)
        {
            largest = Math.Max(largest, MathF.Abs(samples[i] - samples[i - 1]));
        }

        return largest;
    }
}
