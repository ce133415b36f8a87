using System.Runtime.InteropServices;
using PocketTts.Eval.Core.Alignment;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Statistics;
using PocketTts.Eval.Core.Text.Phonetics;

namespace PocketTts.Eval.Core.Verdicts.Judging;

/// <summary>How a system usually speaks, by one recognizer's times: what a take is unusual against.</summary>
/// <param name="WordSecondsPerSyllable">Median length of a correct word by its syllables; null when no times are known.</param>
/// <param name="TakeSecondsPerSyllable">Median length of a take in which every word was heard, by its syllables; null without such takes.</param>
/// <param name="EndDrop">Median of how far the last 50 ms of a take lie below its speech in dB; null when few sounds were looked at.</param>
/// <param name="LongestPauseSeconds">Median of the takes' longest pauses; null when no sound was looked at.</param>
internal sealed record SystemPace(double? WordSecondsPerSyllable, double? TakeSecondsPerSyllable, double? EndDrop, double? LongestPauseSeconds)
{
    private const int MinTakes = 5;

    /// <summary>Measures a system.</summary>
    public static SystemPace Of(IEnumerable<TakeCase> takes, WordSounds sounds)
    {
        var words = new List<double>();
        var lengths = new List<double>();
        var pauses = new List<double>();
        var drops = new List<double>();
        foreach (TakeCase take in takes)
        {
            if (take.Take.Synthesis is not { AudioSeconds: > 0 } synthesis)
            {
                continue;
            }

            if (take.Audio is { } audio)
            {
                if (audio.SpeechLevelDbfs is { } level)
                {
                    // digital silence at the end lies below anything
                    drops.Add(level - (audio.EndLevel50MsDbfs ?? double.NegativeInfinity));
                }

                pauses.Add(audio.Pauses.IsEmpty ? 0 : audio.Pauses.Max(p => p.DurationSeconds));
            }

            if (take.WordCount > 0 && take.Score.Counts is { Deletions: 0, Insertions: 0 })
            {
                lengths.Add(synthesis.AudioSeconds / SyllablesOf(take, sounds));
            }

            AddWords(take, sounds, words);
        }

        return new SystemPace(Median(words), lengths.Count < MinTakes ? null : Median(lengths), drops.Count < MinTakes ? null : Median(drops), pauses.Count < MinTakes ? null : Median(pauses));
    }

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

    private static void AddWords(TakeCase take, WordSounds sounds, List<double> words)
    {
        foreach (Edit edit in take.Score.Edits)
        {
            if (edit.Kind == EditKind.Correct && take.Heard(edit.HypothesisIndex) is { IsWhole: true, StartSeconds: { } start, EndSeconds: { } end } && end > start)
            {
                words.Add((end - start) / sounds.Syllables(take.Reference(edit.ReferenceIndex)));
            }
        }
    }

    private static double? Median(List<double> values)
    {
        values.Sort();
        return values.Count == 0 ? null : Quantiles.Median(CollectionsMarshal.AsSpan(values));
    }
}
