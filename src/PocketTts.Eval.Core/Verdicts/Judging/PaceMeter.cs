using System.Runtime.InteropServices;
using PocketTts.Eval.Core.Alignment;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Statistics;
using PocketTts.Eval.Core.Text.Phonetics;

namespace PocketTts.Eval.Core.Verdicts.Judging;

/// <summary>Measures how one system speaks by one recognizer, take by take in the plan's order; takes that repeat earlier ones are left out.</summary>
internal sealed class PaceMeter(WordSounds sounds)
{
    // a median needs no more, and later takes must not make scoring slower
    private const int MaxWords = 4000;

    private const int MinTakes = 5;

    private readonly List<double> _words = [];
    private readonly List<double> _lengths = [];
    private readonly List<double> _pauses = [];
    private readonly List<double> _drops = [];
    private readonly List<double> _holes = [];

    /// <summary>True while words of further takes still count.</summary>
    public bool WantsWords => _words.Count < MaxWords || _lengths.Count < MaxWords;

    /// <summary>Takes in a sound that was transcribed, longer than nothing.</summary>
    public void AddSound(SynthesisFacts sound)
    {
        if (sound.Audio is not { } audio)
        {
            return;
        }

        if (audio.SpeechLevelDbfs is { } level)
        {
            // digital silence at the end lies below anything
            _drops.Add(level - (audio.EndLevel50MsDbfs ?? double.NegativeInfinity));
        }

        if (sound.AudioSeconds > 0)
        {
            _holes.Add(audio.DropoutCount / sound.AudioSeconds);
        }

        _pauses.Add(audio.Pauses.IsEmpty ? 0 : audio.Pauses.Max(p => p.DurationSeconds));
    }

    /// <summary>Takes in the words heard in it.</summary>
    public void AddWords(TakeCase take)
    {
        if (take.WordCount > 0 && _lengths.Count < MaxWords && take.Score.Counts is { Deletions: 0, Insertions: 0 })
        {
            _lengths.Add(take.Take.Synthesis!.AudioSeconds / SystemPace.SyllablesOf(take, sounds));
        }

        if (_words.Count >= MaxWords)
        {
            return;
        }

        foreach (Edit edit in take.Score.Edits)
        {
            if (edit.Kind == EditKind.Correct && take.Heard(edit.HypothesisIndex) is { IsWhole: true, StartSeconds: { } start, EndSeconds: { } end } && end > start)
            {
                _words.Add((end - start) / sounds.Syllables(take.Reference(edit.ReferenceIndex)));
            }
        }
    }

    /// <summary>What is usual.</summary>
    public SystemPace Measure() => new(
        Median(_words),
        _lengths.Count < MinTakes ? null : Median(_lengths),
        _drops.Count < MinTakes ? null : Median(_drops),
        _pauses.Count < MinTakes ? null : Median(_pauses),
        _holes.Count < MinTakes ? null : Median(_holes));

    private static double? Median(List<double> values)
    {
        values.Sort();
        return values.Count == 0 ? null : Quantiles.Median(CollectionsMarshal.AsSpan(values));
    }
}
