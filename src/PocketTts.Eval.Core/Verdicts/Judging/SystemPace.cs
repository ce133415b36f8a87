using PocketTts.Eval.Core.Text.Phonetics;

namespace PocketTts.Eval.Core.Verdicts.Judging;

/// <summary>How a system usually speaks, by one recognizer's times: what a take is unusual against. <see cref="PaceMeter"/> measures it.</summary>
/// <param name="WordSecondsPerSyllable">Median length of a correct word by its syllables; null when no times are known.</param>
/// <param name="TakeSecondsPerSyllable">Median length of a take in which every word was heard, by its syllables; null without such takes.</param>
/// <param name="EndDrop">Median of how far the last 50 ms of a take lie below its speech in dB; null when few sounds were looked at.</param>
/// <param name="DropoutsPerSecond">Median over takes of the holes in a second of sound; null when few sounds were looked at. Some engines close their stops with digital silence.</param>
/// <param name="LongestPauseSeconds">Median of the takes' longest pauses; null when no sound was looked at.</param>
internal sealed record SystemPace(double? WordSecondsPerSyllable, double? TakeSecondsPerSyllable, double? EndDrop, double? LongestPauseSeconds, double? DropoutsPerSecond)
{
    /// <summary>Syllables of all words of a take's text.</summary>
    public static int SyllablesOf(TakeCase take, WordSounds sounds)
    {
        int syllables = 0;
        foreach (string word in take.Score.ReferenceWords)
        {
            syllables += sounds.Syllables(word);
        }

        return syllables;
    }
}
