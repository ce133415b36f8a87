using PocketTts.Eval.Audio.FaultInjection;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Runs.Calibration;

/// <summary>Chooses where and how much a sound is damaged.</summary>
internal static class SoundDamage
{
    private const double Edge = 0.15;

    /// <summary>Damages a sound.</summary>
    /// <param name="kind">A kind that is made in the sound, but not <see cref="FaultKind.CutWord"/>.</param>
    /// <param name="sound">The sound.</param>
    /// <param name="random">Choices.</param>
    /// <returns>The damaged sound, and from when to when it is damaged.</returns>
    public static (Waveform Sound, double StartSeconds, double EndSeconds, string Detail) Apply(FaultKind kind, Waveform sound, FaultRandom random)
    {
        SpeechExtent speech = SpeechExtent.Find(sound);
        if (speech.EndSeconds - speech.StartSeconds < 0.5)
        {
            throw new TakeFailedException("unsuitable-sound", "there is less than half a second of speech");
        }

        double inside = random.Between(speech.StartSeconds + Edge, speech.EndSeconds - Edge);
        switch (kind)
        {
            case FaultKind.CutTail:
                double end = speech.EndSeconds - random.Between(0.12, 0.3);
                return (SoundFaults.CutAfter(sound, end), end, end, "ends within its last word");
            case FaultKind.Gap when random.Below(2) == 0:
                double lost = random.Between(0.08, 0.25);
                double from = Loud(sound, speech, inside, lost);
                return (SoundFaults.DropOut(sound, from, from + lost), from, from + lost, FormattableString.Invariant($"dropout of {lost:0.000} s"));
            case FaultKind.Gap:
                double pause = random.Between(1.2, 2.5);
                return (SoundFaults.InsertSilence(sound, inside, pause), inside, inside + pause, FormattableString.Invariant($"pause of {pause:0.000} s"));
            case FaultKind.Click:
                return Clicks(sound, speech, random);
            case FaultKind.Noise:
                double length = random.Between(0.1, 0.4), decibels = random.Between(0, 9);
                double start = Math.Min(inside, speech.EndSeconds - length);
                return (SoundFaults.NoiseBurst(sound, start, start + length, speech.Rms * Math.Pow(10, decibels / 20), random.Bits()), start, start + length, FormattableString.Invariant($"noise {decibels:0.0} dB above the speech"));
            case FaultKind.Clip:
                double share = random.Between(0.01, 0.1);
                return (SoundFaults.Clip(sound, share), speech.StartSeconds, speech.EndSeconds, FormattableString.Invariant($"{share:P1} of the samples are limited"));
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, "is not made in the sound");
        }
    }

    private static (Waveform, double, double, string) Clicks(Waveform sound, SpeechExtent speech, FaultRandom random)
    {
        int count = 1 + random.Below(3);
        double first = double.MaxValue, last = 0;
        for (int i = 0; i < count; i++)
        {
            double at = random.Between(speech.StartSeconds, speech.EndSeconds);
            sound = SoundFaults.Click(sound, at, random.Between(0.3, 0.8));
            (first, last) = (Math.Min(first, at), Math.Max(last, at));
        }

        return (sound, first, last, FormattableString.Invariant($"{count} clicks"));
    }

    // a dropout within a pause is none: from the given moment on, the first stretch that holds speech
    private static double Loud(Waveform sound, SpeechExtent speech, double from, double length)
    {
        double span = speech.EndSeconds - speech.StartSeconds - length;
        for (double moved = 0; moved < span; moved += 0.02)
        {
            double start = speech.StartSeconds + ((from - speech.StartSeconds + moved) % span);
            int first = (int)(start * sound.SampleRateHz), count = (int)(length * sound.SampleRateHz);
            if (SpeechExtent.Find(new Waveform(sound.Samples.Slice(first, count), sound.SampleRateHz)).Rms > speech.Rms * 0.7)
            {
                return start;
            }
        }

        return from;
    }
}
