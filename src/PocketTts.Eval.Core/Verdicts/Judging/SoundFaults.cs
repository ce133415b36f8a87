using System.Collections.Immutable;
using System.Globalization;
using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Core.Verdicts.Judging;

/// <summary>Faults of the sound that need no transcript.</summary>
internal static class SoundFaults
{
    // how many times as many holes a second as usual a take of a system that has them must have
    private const double UsualHoles = 3;

    // times of words are good to about that, in seconds
    private const double Slack = .1;

    // silence behind punctuation is louder in slow voices; the factor against the system's own median handles that
    public static void Add(TakeCase take, WordFindings words, VerdictOptions options, SystemPace pace, List<TakeFault> faults)
    {
        if (take.Audio is not { } audio)
        {
            if (take.Take.Synthesis is { } old && old.Warnings.Any(w => w.Code == "clipped-audio"))
            {
                faults.Add(new TakeFault(TakeFaultKind.Clipped, VerdictConfidence.Confirmed, VerdictRules.ClippedPeaks, Text($"the largest sample is {old.Peak:0.00} of full scale")));
            }

            return;
        }

        if (audio.DropoutCount >= options.ChoppyDropouts + (UsualHoles * (pace.DropoutsPerSecond ?? 0) * take.Take.Synthesis!.AudioSeconds))
        {
            faults.Add(new TakeFault(TakeFaultKind.Choppy, VerdictConfidence.Likely, VerdictRules.ChoppyHoles, Text($"{audio.DropoutCount} holes in the sound"))
            {
                AtSeconds = audio.Dropouts.IsEmpty ? null : audio.Dropouts[0].StartSeconds,
            });
        }

        if (audio.ClickCount >= options.Clicks)
        {
            faults.Add(new TakeFault(TakeFaultKind.Clicks, VerdictConfidence.Likely, VerdictRules.ClicksFound, Text($"{audio.ClickCount} click{(audio.ClickCount == 1 ? string.Empty : "s")}"))
            {
                AtSeconds = audio.ClicksAtSeconds.IsEmpty ? null : audio.ClicksAtSeconds[0],
            });
        }

        if (audio.NoiseBursts is { } noise && noise.Length >= options.NoiseBursts)
        {
            AddNoise(noise, words, faults);
        }

        if (audio.ClippedSampleCount >= options.ClippedSamples)
        {
            faults.Add(new TakeFault(TakeFaultKind.Clipped, VerdictConfidence.Confirmed, VerdictRules.ClippedPeaks, Text($"{audio.ClippedSampleCount} samples at full scale")));
        }

        double longPause = Math.Max(options.LongPauseSeconds, options.LongPauseFactor * pace.LongestPauseSeconds ?? 0);
        foreach (AudioStretch pause in audio.Pauses)
        {
            if (pause.DurationSeconds >= longPause)
            {
                faults.Add(new TakeFault(TakeFaultKind.LongPause, VerdictConfidence.Confirmed, VerdictRules.LongPauseInner, Text($"{pause.DurationSeconds:0.00} s of silence within the speech"))
                {
                    AtSeconds = pause.StartSeconds,
                });
            }
        }
    }

    // noise that no word was lost in is heard all the same, but it garbled nothing that the recognizer needed
    private static void AddNoise(ImmutableArray<AudioStretch> noise, WordFindings words, List<TakeFault> faults)
    {
        WordVerdict? lost = words.Words.FirstOrDefault(w => w.IsFault && w.StartSeconds is { } start && w.EndSeconds is { } end
            && noise.Any(n => start - Slack < n.StartSeconds + n.DurationSeconds && end + Slack > n.StartSeconds));
        double seconds = noise.Sum(n => n.DurationSeconds);
        faults.Add(new TakeFault(
            TakeFaultKind.Garbled,
            lost is null ? VerdictConfidence.Unsure : VerdictConfidence.Confirmed,
            VerdictRules.GarbledNoise,
            Text($"{seconds:0.00} s of noise nearly as loud as the speech") + (lost is null ? ", and every word was heard" : Text($", and '{lost.Word}' was not heard right")))
        {
            FirstWord = lost?.WordIndex,
            LastWord = lost?.WordIndex,
            AtSeconds = noise[0].StartSeconds,
        });
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
