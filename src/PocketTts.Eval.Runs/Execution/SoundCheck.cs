using System.Text;
using PocketTts.Eval.Audio.Levels;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Runs.Execution;

/// <summary>Refuses sound that no listener would call an attempt at the text (DESIGN rule 1).</summary>
internal static class SoundCheck
{
    /// <summary>Shortest sound of any text, in seconds: the shortest words of fast speech last about as long.</summary>
    public const double MinimumSeconds = 0.15;

    /// <summary>
    /// Shortest sound per letter or digit, in seconds. Very fast speech has about 25 letters a second (40 ms each); 10 ms leaves a
    /// factor of four, so only sound that broke off is caught here. Sound cut later is for the recognizer to find.
    /// </summary>
    public const double MinimumSecondsPerLetter = 0.01;

    // what rounds to zero in 16 bits is stored as silence
    private const double LargestSilentPeak = 0.5 / 32768;

    /// <summary>Checks a sound.</summary>
    /// <param name="audio">The sound.</param>
    /// <param name="levels">Its levels.</param>
    /// <param name="text">The text it should speak.</param>
    /// <exception cref="TakeFailedException"><c>empty-audio</c>, <c>not-a-number</c>, <c>silent-audio</c> or <c>too-short</c>.</exception>
    public static void ThrowIfUnusable(Waveform audio, AudioLevels levels, string text)
    {
        if (audio.Samples.IsEmpty)
        {
            throw new TakeFailedException("empty-audio", "the engine gave no samples");
        }

        if (levels.NonFiniteSampleCount > 0)
        {
            throw new TakeFailedException(
                "not-a-number", FormattableString.Invariant($"{levels.NonFiniteSampleCount} of {audio.Samples.Length} samples are not finite numbers"));
        }

        if (levels.Peak <= LargestSilentPeak)
        {
            throw new TakeFailedException("silent-audio", FormattableString.Invariant($"all {audio.Samples.Length} samples are digital silence"));
        }

        double minimum = Math.Max(MinimumSeconds, MinimumSecondsPerLetter * LetterCount(text));
        if (audio.DurationSeconds < minimum)
        {
            throw new TakeFailedException(
                "too-short", FormattableString.Invariant($"{audio.DurationSeconds:F3} s of sound for {LetterCount(text)} letters; at least {minimum:F3} s can be speech"));
        }
    }

    private static int LetterCount(string text)
    {
        int count = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            count += Rune.IsLetterOrDigit(rune) ? 1 : 0;
        }

        return count;
    }
}
