using PocketTts.Eval.Core.Alignment;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Text;
using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Core.Tests.Results;

public sealed class TakeScorerTests
{
    private static readonly Utterance s_cat = TestRun.Utterance("cat", "The cat sat down.");
    private static readonly Utterance s_dog = TestRun.Utterance("dog", "A dog!");

    [Fact]
    public void Score_Transcript_IsComparedWithTheText()
    {
        TakeScore score = Assert.Single(TestRun.Score(TestRun.Heard(s_cat, "the CAT sang, down now")).Takes[0].Scores);

        Assert.Equal(TestRun.Recognizer, score.RecognizerId);
        Assert.Equal(["the", "cat", "sat", "down"], score.ReferenceWords);
        Assert.Equal(["the", "cat", "sang", "down", "now"], score.HypothesisWords);
        Assert.Equal(new ErrorCounts(3, 1, 0, 1), score.Counts);
        Assert.Equal(new Edit(EditKind.Substitution, 2, 2), score.Edits[2]);
    }

    [Fact]
    public void Score_FailedSynthesis_LosesAllWordsForEveryRecognizer()
    {
        RunResult result = TakeScorer.Score(TestRun.Info(recognizers: ["one", "two"]), [TestRun.Failed(s_cat)]);

        Assert.Equal(["one", "two"], result.Takes[0].Scores.Select(s => s.RecognizerId));
        Assert.All(result.Takes[0].Scores, s => Assert.Equal(new ErrorCounts(0, 0, 4, 0), s.Counts));
        Assert.All(result.Takes[0].Scores, s => Assert.Empty(s.HypothesisWords));
    }

    [Fact]
    public void Score_RecognizerFailed_GivesNoScore()
    {
        RunResult result = TestRun.Score(TestRun.Unreadable(s_cat));

        Assert.Empty(result.Takes[0].Scores);
        Assert.False(result.Takes[0].IsOk);
        Assert.Equal(0, result.Systems[0].Accuracy[0].CountedTakes);
        Assert.Null(result.Systems[0].Accuracy[0].MacroWordErrorRate);
        Assert.Null(result.Systems[0].Accuracy[0].Counts.WordErrorRate);
    }

    [Fact]
    public void Score_MissingTake_GivesNoScore() => Assert.Empty(TestRun.Score(TestRun.Missing(s_cat)).Takes[0].Scores);

    [Theory]
    [InlineData("we meet at ten thirty", "we meet at ten thirty", 0)]
    [InlineData("we meet at half past ten", "we meet at half past ten", 0)]
    [InlineData("we meet at 10 30", "we meet at 10 30", 0)]
    [InlineData("we meet at half ten", "we meet at half past ten", 1)]
    [InlineData("we", "we meet at 10 30", 4)]
    public void Score_AcceptedForms_TakesTheOneThatFitsBest(string heard, string form, int errors)
    {
        Utterance utterance = TestRun.Utterance("u", "We meet at 10:30.", "we meet at ten thirty", "We meet at half past ten.");

        var plain = new ScoringOptions { Comparer = TextComparers.Get("plain") };
        TakeScore score = TakeScorer.Score(TestRun.Info(), [TestRun.Heard(utterance, heard)], plain).Takes[0].Scores[0];

        Assert.Equal(form, string.Join(' ', score.ReferenceWords));
        Assert.Equal(errors, score.Counts.Errors);
    }

    [Fact]
    public void Score_IdenticalAudio_MarksLaterRepeatsInAnyOrder()
    {
        RunResult result = TestRun.Score(
            TestRun.Heard(s_cat, "x", repeat: 2, audio: "same"),
            TestRun.Heard(s_cat, "x", repeat: 0, audio: "same"),
            TestRun.Heard(s_cat, "x", repeat: 1, audio: "other"),
            TestRun.Heard(s_dog, "x", repeat: 3, audio: "same"));

        Assert.Equal([true, false, false, false], result.Takes.Select(t => t.RepeatsEarlierTake));
    }

    [Fact]
    public void Score_OtherSystemsSameAudio_CountsForBoth()
    {
        RunResult result = TakeScorer.Score(
            TestRun.Info(systems: ["one", "two"]),
            [TestRun.Heard(s_cat, "x", audio: "same", system: "two"), TestRun.Heard(s_cat, "x", audio: "same", system: "one", repeat: 1)]);

        Assert.Equal(["one", "two"], result.Systems.Select(s => s.SystemId));
        Assert.All(result.Systems, s => Assert.Equal(1, s.Accuracy[0].CountedTakes));
    }

    [Fact]
    public void Score_UnknownSystem_Throws() =>
        Assert.Throws<ArgumentException>(() => TestRun.Score(TestRun.Missing(s_cat, system: "other")));

    [Fact]
    public void Score_UnknownRecognizer_Throws() =>
        Assert.Throws<ArgumentException>(() => TakeScorer.Score(TestRun.Info(recognizers: ["other"]), [TestRun.Heard(s_cat, "x")]));

    [Fact]
    public void Score_SameKeyTwice_Throws() =>
        Assert.Throws<ArgumentException>(() => TestRun.Score(TestRun.Missing(s_cat), TestRun.Missing(s_cat)));

    [Fact]
    public void Score_NoTakes_IsAllUnknown()
    {
        SystemSummary summary = TestRun.Summary();

        Assert.Equal(0, summary.PlannedTakes);
        Assert.Null(summary.IsDeterministic);
        Assert.Equal(new AccuracySummary(TestRun.Recognizer, 0, default, null, null, 0), summary.Accuracy[0]);
        Assert.Equal(new SpeedSummary(0, null, null, null, null, 0, 0), summary.Speed);
    }

    [Fact]
    public void Score_TenThousandTakes_CountsEachOnce()
    {
        Utterance[] utterances = [.. Enumerable.Range(0, 1000).Select(i => TestRun.Utterance($"u{i}", $"Word{Letters(i)} the quick brown fox, jumps over one lazy dog near river."))];
        Take[] takes = [.. Enumerable.Range(0, 10_000).Select(i => TestRun.Heard(utterances[i % 1000], $"word{Letters(i % 1000)} the quick brown box jumps over lazy dog near a river", i / 1000, $"a{i}"))];
        RunResult result = TakeScorer.Score(TestRun.Info(), takes);

        Assert.Equal(new ErrorCounts(100_000, 10_000, 10_000, 10_000), result.Systems[0].Accuracy[0].Counts);
    }

    private static string Letters(int number) => string.Concat($"{number}".Select(c => (char)(c - '0' + 'b')));
}
