using System.Collections.Immutable;
using System.Numerics.Tensors;
using PocketTts.Eval.Audio.Levels;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Audio.Facts;

/// <summary>Finds out what <see cref="AudioFacts"/> says of a sound. Pure; about 1 ms for a second of sound.</summary>
public static class AudioFactsMeter
{
    private const double SilenceDbfs = LevelMeter.DefaultSilenceDbfs;
    private const double ShortestSilenceSeconds = .1;
    private const double ShortestPauseSeconds = .3;
    private const int Listed = 8;

    /// <summary>Measures a sound.</summary>
    /// <param name="audio">The sound; samples that are not finite count as 0.</param>
    /// <param name="chunkStarts">First sample of each piece the engine joined, ascending, the first of them 0 or left out; empty when it made one piece or does not tell.</param>
    /// <param name="levels">Levels of the same sound with the default threshold, where they are known; null measures them.</param>
    /// <returns>The facts.</returns>
    public static AudioFacts Measure(Waveform audio, ImmutableArray<int> chunkStarts = default, AudioLevels? levels = null)
    {
        ArgumentNullException.ThrowIfNull(audio);
        levels ??= LevelMeter.Measure(audio, SilenceDbfs);
        if (levels.NonFiniteSampleCount > 0)
        {
            audio = new Waveform(LevelMeter.WithoutNonFinite(audio.Samples.Span, out _), audio.SampleRateHz);
        }

        ReadOnlySpan<float> samples = audio.Samples.Span;
        int rate = audio.SampleRateHz;
        Frames frames = Frames.Of(samples, rate);
        List<AudioStretch> silences = frames.InnerSilences(rate, ShortestSilenceSeconds);
        List<(int First, int Length)> dropouts = DropoutDetector.Find(samples, rate);
        List<int> clicks = ClickDetector.Find(samples, rate);
        return new AudioFacts
        {
            LeadingSilenceSeconds = levels.LeadingSilenceSeconds,
            TrailingSilenceSeconds = levels.TrailingSilenceSeconds,
            SpeechSeconds = frames.LoudSeconds,
            InnerSilenceSeconds = silences.Sum(s => s.DurationSeconds),
            Pauses =
            [
                .. silences.Where(s => s.DurationSeconds >= ShortestPauseSeconds)
                    .OrderByDescending(s => s.DurationSeconds)
                    .Take(Listed)
                    .OrderBy(s => s.StartSeconds),
            ],
            DropoutCount = dropouts.Count,
            Dropouts = [.. dropouts.Take(Listed).Select(d => new AudioStretch((double)d.First / rate, (double)d.Length / rate))],
            ClickCount = clicks.Count,
            ClicksAtSeconds = [.. clicks.Take(Listed).Select(c => (double)c / rate)],
            NoiseBursts = frames.LoudDbfs is { } loud
                ? [.. new NoiseDetector().Find(samples, rate, Math.Pow(10, loud / 10)).Take(Listed).Select(n => new AudioStretch((double)n.First / rate, (double)n.Length / rate))]
                : [],
            ClippedSampleCount = levels.ClippedSampleCount,
            DcOffset = samples.IsEmpty ? 0 : TensorPrimitives.Sum(samples) / samples.Length,
            IntegratedLufs = LoudnessMeter.Integrated(audio),
            SpeechLevelDbfs = frames.LoudDbfs,
            EndLevel10MsDbfs = LevelOfEnd(samples, rate, .01),
            EndLevel50MsDbfs = LevelOfEnd(samples, rate, .05),
            Joins = chunkStarts.IsDefaultOrEmpty ? [] : [.. chunkStarts.Where(s => s > 0 && s < audio.Samples.Length).Select(s => JoinMeter.Measure(audio, s))],
        };
    }

    private static double? LevelOfEnd(ReadOnlySpan<float> samples, int rate, double seconds)
    {
        ReadOnlySpan<float> end = samples[Math.Max(0, samples.Length - (int)(seconds * rate))..];
        return Decibels.OfPower(Decibels.Power(end));
    }

    // 10 ms frames, as the level meter cuts them
    private sealed record Frames(bool[] IsLoud, int[] Ends, double LoudSeconds, double? LoudDbfs)
    {
        public static Frames Of(ReadOnlySpan<float> samples, int rate)
        {
            var isLoud = new List<bool>();
            var ends = new List<int>();
            double threshold = Math.Pow(10, SilenceDbfs / 10);
            double energy = 0;
            long loud = 0;
            for (int start = 0; start < samples.Length;)
            {
                int end = (int)Math.Max(start + 1, (ends.Count + 1L) * rate / 100);
                if (end > samples.Length)
                {
                    break;
                }

                double power = Decibels.Power(samples[start..end]);
                bool isIt = power >= threshold;
                isLoud.Add(isIt);
                ends.Add(end);
                energy += isIt ? power * (end - start) : 0;
                loud += isIt ? end - start : 0;
                start = end;
            }

            return new Frames([.. isLoud], [.. ends], (double)loud / rate, loud == 0 ? null : Decibels.OfPower(energy / loud));
        }

        public List<AudioStretch> InnerSilences(int rate, double shortest)
        {
            var found = new List<AudioStretch>();
            int first = Array.IndexOf(IsLoud, true);
            int last = Array.LastIndexOf(IsLoud, true);
            for (int i = Math.Max(0, first); i < last; i++)
            {
                int start = i;
                while (!IsLoud[i])
                {
                    i++;
                }

                if (i > start && (double)(Ends[i - 1] - Ends[start - 1]) / rate is var seconds && seconds >= shortest)
                {
                    found.Add(new AudioStretch((double)Ends[start - 1] / rate, seconds));
                }
            }

            return found;
        }
    }
}
