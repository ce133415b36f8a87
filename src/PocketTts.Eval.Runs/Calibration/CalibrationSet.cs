using System.Collections.Immutable;
using PocketTts.Eval.Audio.Facts;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Folder;

namespace PocketTts.Eval.Runs.Calibration;

/// <summary>The takes of one or several calibration folders, as if one run had made them: every voice is a system.</summary>
internal sealed class CalibrationSet
{
    private CalibrationSet(RunInfo info, ImmutableArray<CalibrationTake> takes, int unusable)
    {
        Info = info;
        Takes = takes;
        UnusableCount = unusable;
    }

    /// <summary>The run they would be: voices as systems, one recognizer.</summary>
    public RunInfo Info { get; }

    /// <summary>Takes that were spoken and heard.</summary>
    public ImmutableArray<CalibrationTake> Takes { get; }

    /// <summary>Takes that could not be spoken, were not heard, or carry no truth.</summary>
    public int UnusableCount { get; }

    /// <summary>The recognizer.</summary>
    public RecognizerInfo Recognizer => Info.Recognizers[0];

    /// <summary>The voices, in order.</summary>
    public IEnumerable<string> Voices => Info.Systems.Select(s => s.Id);

    /// <summary>Whether the same recognizer heard both.</summary>
    public bool IsHeardAs(CalibrationSet other) => IsSame(Recognizer, other.Recognizer);

    /// <summary>How much it is, in a line.</summary>
    public string Describe() => FormattableString.Invariant(
        $"{Takes.Length} takes of {Takes.Select(t => t.Take.Utterance.Text).Distinct(StringComparer.Ordinal).Count()} texts by {Info.Systems.Length} voices ({string.Join(", ", Voices)})");

    /// <summary>Reads folders.</summary>
    /// <param name="folders">At least one.</param>
    /// <exception cref="InputException">A folder is no calibration, or was heard by another recognizer than the first.</exception>
    public static CalibrationSet Read(IReadOnlyList<string> folders)
    {
        var takes = ImmutableArray.CreateBuilder<CalibrationTake>();
        var repeats = new Dictionary<(string Voice, string Corpus, string Utterance), int>();
        RunInfo? first = null;
        int unusable = 0;
        foreach (string path in folders)
        {
            RunFolder folder = RunFolder.Open(path);
            first ??= folder.Info with { Recognizers = [NameOf(folder.Info.Recognizers[0])] };
            if (!IsSame(first.Recognizers[0], folder.Info.Recognizers[0]))
            {
                throw new InputException(
                    $"was heard by {folder.Info.Recognizers[0].Id}, {folders[0]} by {first.Recognizers[0].Id}", path, remedy: "calibrations of different recognizers are scored one by one");
            }

            var audio = new AudioStore(path);
            foreach (Take take in folder.Takes)
            {
                if (take.Synthesis is not { } synthesis || InjectedFault.Find(synthesis.Warnings) is not { } fault || take.Recognitions.FirstOrDefault() is not { Transcript: not null } heard)
                {
                    unusable++;
                    continue;
                }

                var pair = (fault.Voice, take.Key.Corpus, take.Key.UtteranceId);
                int repeat = repeats[pair] = repeats.GetValueOrDefault(pair, -1) + 1;
                takes.Add(new CalibrationTake(
                    take with
                    {
                        Key = new TakeKey(fault.Voice, take.Key.Corpus, take.Key.UtteranceId, repeat),
                        Synthesis = WithAudioFacts(synthesis, audio),
                        Recognitions = [heard with { RecognizerId = first.Recognizers[0].Id }],
                    },
                    fault,
                    IsJudging(take.Utterance.Text)));
            }
        }

        if (takes.Count == 0)
        {
            throw new InputException("holds no take with a known fault that was heard", folders[0], remedy: "run 'pocket-eval calibrate --out' to its end first");
        }

        RunInfo info = first! with
        {
            Systems = [.. takes.Select(t => t.Fault.Voice).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(v => new RunSystem(v, v, null, null))],
        };
        return new CalibrationSet(info, takes.ToImmutable(), unusable);
    }

    // folders made before sounds were looked at hold none of these facts; a sound that is gone has none
    private static SynthesisFacts WithAudioFacts(SynthesisFacts facts, AudioStore audio)
    {
        try
        {
            return facts.Audio?.NoiseBursts is null ? facts with { Audio = AudioFactsMeter.Measure(audio.Read(facts.AudioSha256)) } : facts;
        }
        catch (TakeFailedException)
        {
            return facts;
        }
    }

    // A text is in one half with all its takes. FNV-1a: any fixed hash will do.
    private static bool IsJudging(string text)
    {
        uint hash = 2166136261;
        foreach (char c in text)
        {
            hash = unchecked((hash ^ c) * 16777619);
        }

        return System.Numerics.BitOperations.PopCount(hash) % 2 == 1;
    }

    // options that change how much is computed, not what is heard, are no part of the name
    private static RecognizerInfo NameOf(RecognizerInfo recognizer) => recognizer with { Id = recognizer.Id.Split(',')[0] };

    private static bool IsSame(RecognizerInfo one, RecognizerInfo other) =>
        one.Engine == other.Engine && one.EngineVersion == other.EngineVersion
        && one.Files.Select(f => f.Sha256).Order(StringComparer.Ordinal).SequenceEqual(other.Files.Select(f => f.Sha256).Order(StringComparer.Ordinal), StringComparer.Ordinal);
}
