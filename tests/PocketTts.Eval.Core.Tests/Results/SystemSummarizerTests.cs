using PocketTts.Eval.Core.Alignment;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Tests.Results;

public sealed class SystemSummarizerTests
{
    private static readonly Utterance s_cat = TestRun.Utterance("cat", "The cat sat down.");
    private static readonly Utterance s_dog = TestRun.Utterance("dog", "A dog!");

    [Fact]
    public void Accuracy_SeveralTakes_PoolsAndAverages()
    {
        AccuracySummary accuracy = TestRun.Summary(
            TestRun.Heard(s_cat, "the cat sat down", repeat: 0),
            TestRun.Heard(s_cat, "the cat down", repeat: 1),
            TestRun.Heard(s_cat, "the cat down", repeat: 2),
            TestRun.Failed(s_dog, repeat: 0),
            TestRun.Heard(s_dog, "a log", repeat: 1),
            TestRun.Unreadable(s_dog, repeat: 2)).Accuracy[0];

        // cat: 1 error of 8 words (the equal repeat counts once); dog: 2 deletions and 1 substitution of 4 words
        Assert.Equal(4, accuracy.CountedTakes);
        Assert.Equal(new ErrorCounts(8, 1, 3, 0), accuracy.Counts);
        Assert.Equal(4.0 / 12, accuracy.Counts.WordErrorRate!.Value, 12);
        Assert.Equal(((1.0 / 8) + (3.0 / 4)) / 2, accuracy.MacroWordErrorRate!.Value, 12);
        Assert.Equal(3, accuracy.TakesWithErrors);

        // the one rule for shares, which the gate uses too
        Assert.Equal(ClusterRatio.Of([1, 3], [8, 4])!.ShareInterval(), accuracy.Interval);
    }

    [Fact]
    public void Accuracy_NoError_StillSaysHowManyThereMayBe()
    {
        Interval interval = TestRun.Summary(TestRun.Heard(s_cat, "the cat sat down"), TestRun.Heard(s_dog, "a dog")).Accuracy[0].Interval!.Value;

        // Wilson's for 0 of 6 words
        Assert.Equal(0, interval.Low);
        Assert.Equal(0.39033, interval.High, 5);
    }

    [Fact]
    public void Accuracy_OneUtterance_HasNoInterval() =>
        Assert.Null(TestRun.Summary(TestRun.Heard(s_cat, "cat"), TestRun.Heard(s_cat, "sat", repeat: 1)).Accuracy[0].Interval);

    [Fact]
    public void Accuracy_ShuffledTakes_IsEqual()
    {
        Take[] takes =
        [
            .. Enumerable.Range(0, 30).Select(i => TestRun.Heard(
                TestRun.Utterance($"u{i}", "one two three four"), i % 3 == 0 ? "one two four" : "one two three four")),
        ];

        Assert.Equal(TestRun.Summary(takes).Accuracy[0], TestRun.Summary([.. takes.Reverse()]).Accuracy[0]);
    }

    [Fact]
    public void Summary_Takes_AreCountedByFate()
    {
        SystemSummary summary = TestRun.Summary(
            TestRun.Heard(s_cat, "a", repeat: 0, audio: "same"),
            TestRun.Heard(s_cat, "a", repeat: 1, audio: "same"),
            TestRun.Failed(s_cat, repeat: 2),
            TestRun.Failed(s_cat, repeat: 3, reason: "empty-audio"),
            TestRun.Failed(s_cat, repeat: 4),
            TestRun.Unreadable(s_cat, repeat: 5),
            TestRun.Missing(s_cat, repeat: 6),
            TestRun.Heard(s_cat, "a", repeat: 7) with { Recognitions = [] });

        Assert.Equal(8, summary.PlannedTakes);
        Assert.Equal(4, summary.FailedTakes);
        Assert.Equal(2, summary.MissingTakes);
        Assert.Equal(3, summary.DistinctTakes);
        Assert.Equal(
            [new("synthesize/crash", 2), new("synthesize/empty-audio", 1), new("transcribe/token-limit", 1)],
            summary.Failures);
    }

    [Fact]
    public void Warnings_SeveralOfOneCode_CountTheTakeOnce()
    {
        Take take = TestRun.Heard(s_cat, "a");
        take = take with
        {
            Synthesis = take.Synthesis! with { Warnings = [new("dropped-phonemes", "x"), new("dropped-phonemes", "y")] },
            Recognitions = [take.Recognitions[0] with { Transcript = new Transcript { Text = "a", Warnings = [new("a-loop", "z")] } }],
        };
        Take other = TestRun.Heard(s_dog, "a");
        other = other with { Synthesis = other.Synthesis! with { Warnings = [new("dropped-phonemes", "x")] } };

        Assert.Equal([new("dropped-phonemes", 2), new("a-loop", 1)], TestRun.Summary(take, other).Warnings);
    }

    [Fact]
    public void IsDeterministic_AllRepeatsEqual_IsTrue() =>
        Assert.True(TestRun.Summary(
            TestRun.Heard(s_cat, "a", 0, "1"), TestRun.Heard(s_cat, "a", 1, "1"),
            TestRun.Heard(s_dog, "a", 0, "2"), TestRun.Heard(s_dog, "a", 1, "2")).IsDeterministic);

    [Fact]
    public void IsDeterministic_OneRepeatDiffers_IsFalse() =>
        Assert.False(TestRun.Summary(
            TestRun.Heard(s_cat, "a", 0, "1"), TestRun.Heard(s_cat, "a", 1, "1"),
            TestRun.Heard(s_dog, "a", 0, "2"), TestRun.Heard(s_dog, "a", 1, "3"), TestRun.Missing(s_dog, 2)).IsDeterministic);

    [Fact]
    public void IsDeterministic_SingleOrUnfinishedRepeats_IsUnknown()
    {
        Assert.Null(TestRun.Summary(TestRun.Heard(s_cat, "a", 0, "1")).IsDeterministic);
        Assert.Null(TestRun.Summary(TestRun.Heard(s_cat, "a", 0, "1"), TestRun.Heard(s_cat, "a", 1, "1"), TestRun.Missing(s_cat, 2)).IsDeterministic);
        Assert.Null(TestRun.Summary(TestRun.Heard(s_cat, "a", 0, "1"), TestRun.Heard(s_cat, "a", 1, "1"), TestRun.Failed(s_cat, 2)).IsDeterministic);
    }

    [Fact]
    public void Speed_OnlyEligibleTakes_Enter()
    {
        SpeedSummary speed = TestRun.Summary(
            Timed(0, TestRun.Facts("0", audioSeconds: 2, wallSeconds: 1, firstAudio: .3)),
            Timed(1, TestRun.Facts("1", audioSeconds: 4, wallSeconds: 1, firstAudio: .1)),
            Timed(2, TestRun.Facts("2", audioSeconds: 1, wallSeconds: 1)),
            Timed(3, TestRun.Facts("3", wallSeconds: 100, isEligible: false)),
            Timed(4, TestRun.Facts("4", wallSeconds: null)),
            Timed(5, TestRun.Facts("5", audioSeconds: 0))).Speed;

        Assert.Equal(new SpeedSummary(3, .5, null, 7.0 / 3, .2, 7, 3), speed);
    }

    [Fact]
    public void Speed_IdenticalAudio_IsTimedEachTime() =>
        Assert.Equal(2, TestRun.Summary(Timed(0, TestRun.Facts("same")), Timed(1, TestRun.Facts("same"))).Speed.EligibleTakes);

    [Theory]
    [InlineData(19, null)]
    [InlineData(20, 19.0)]
    [InlineData(40, 38.0)]
    public void Speed_P95_NeedsTwentyTakes(int takes, double? expected) =>
        Assert.Equal(
            expected,
            TestRun.Summary([.. Enumerable.Range(1, takes).Select(i => Timed(i, TestRun.Facts($"{i}", audioSeconds: 1, wallSeconds: i)))]).Speed.RtfP95);

    private static Take Timed(int repeat, SynthesisFacts facts) => TestRun.Missing(s_cat, repeat) with { Synthesis = facts };

    [Fact]
    public void Accuracy_DeterministicEngineFailsTheSameWayEachTime_CountsTheFailureOnce()
    {
        RunInfo info = TestRun.Info() with
        {
            Systems =
            [
                new RunSystem(
                    TestRun.System,
                    TestRun.System,
                    new SynthesizerInfo { Engine = "kokoro", EngineVersion = "1", SampleRateHz = 24_000, IsDeterministic = true, UsesSeed = false, ThreadCount = 1 },
                    null),
            ],
        };
        Utterance fails = TestRun.Utterance("b", "seven words that were never to be");
        Utterance cat = TestRun.Utterance("a", "the cat");

        SystemSummary once = TakeScorer.Score(info, [TestRun.Heard(cat, "the cat"), TestRun.Failed(fails)]).Systems[0];
        SystemSummary thrice = TakeScorer.Score(info, [.. Enumerable.Range(0, 3).SelectMany(r => new[] { TestRun.Heard(cat, "the cat", r), TestRun.Failed(fails, r) })]).Systems[0];

        Assert.Equal(once.Accuracy[0].Counts, thrice.Accuracy[0].Counts);
        Assert.Equal(7, thrice.Accuracy[0].Counts.Deletions);
        Assert.Equal(3, thrice.FailedTakes);
        Assert.True(thrice.IsDeterministic);
    }
}
