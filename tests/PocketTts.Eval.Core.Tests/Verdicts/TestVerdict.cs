using System.Collections.Immutable;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Tests.Results;
using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Core.Tests.Verdicts;

/// <summary>Judges takes in as few words as possible, and writes verdicts so that they fit into a line.</summary>
internal static class TestVerdict
{
    /// <summary>The verdict of a take of which only the transcript is known.</summary>
    public static TakeVerdict Of(string text, string heard, params string[] accepted) =>
        Of(TestRun.Heard(TestRun.Utterance("u", text, accepted), heard));

    /// <summary>The verdict of a take.</summary>
    public static TakeVerdict Of(Take take, ScoringOptions? scoring = null) =>
        TakeScorer.Score(TestRun.Info(), [take], scoring).Takes[0].Scores[0].Verdict;

    /// <summary>A letter a word: . said, k skipped, m mangled, R replaced, r repeated, M merged, S split, u unsure; extra words behind in order.</summary>
    public static string Line(TakeVerdict verdict) =>
        string.Concat(verdict.Words.Select(w => ".kmRrMSu"[(int)w.Kind]))
        + string.Concat(verdict.Extras.Select(e => FormattableString.Invariant($" {e.Kind.Name()}@{e.BeforeWordIndex}:{string.Join('_', e.Words)}")))
        + string.Concat(verdict.Faults.Select(f => " " + f.Kind.Name()));

    /// <summary>A take with times: each word lasts a tenth of a second a letter, and words follow each other.</summary>
    public static Take Timed(Utterance utterance, string heard, double audioSeconds, double probability = 1, int repeat = 0, string system = TestRun.System)
    {
        var words = ImmutableArray.CreateBuilder<TranscriptWord>();
        double at = 0;
        foreach (string word in heard.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            words.Add(new TranscriptWord(word, at, at + (.1 * word.Length), probability));
            at += .1 * word.Length;
        }

        return TestRun.Missing(utterance, repeat, system) with
        {
            Synthesis = TestRun.Facts($"{utterance.Id}/{heard}/{repeat}/{system}", audioSeconds),
            Recognitions = [new RecognizedTake(TestRun.Recognizer, new Transcript { Text = heard, Words = words.ToImmutable() }, null)],
        };
    }

    public static Take WithAudio(this Take take, AudioFacts audio) => take with { Synthesis = take.Synthesis! with { Audio = audio } };

    public static AudioFacts Audio { get; } = new()
    {
        LeadingSilenceSeconds = .1,
        TrailingSilenceSeconds = .2,
        SpeechSeconds = 2,
        InnerSilenceSeconds = 0,
        DropoutCount = 0,
        ClickCount = 0,
        ClippedSampleCount = 0,
        DcOffset = 0,
        IntegratedLufs = -23,
        SpeechLevelDbfs = -20,
        EndLevel10MsDbfs = -70,
        EndLevel50MsDbfs = -70,
    };
}
