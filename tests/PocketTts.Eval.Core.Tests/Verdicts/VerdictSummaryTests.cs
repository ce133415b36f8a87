using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Tests.Results;
using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Core.Tests.Verdicts;

public sealed class VerdictSummaryTests
{
    private static readonly Utterance s_cat = TestRun.Utterance("cat", "The cat sat on the mat.");
    private static readonly Utterance s_dog = TestRun.Utterance("dog", "A dog barked at me.");

    [Fact]
    public void Summarize_Rates_CountWordsAndTakes()
    {
        VerdictSummary verdicts = Summary(
            TestRun.Heard(s_cat, "the cat on the mat", 0),
            TestRun.Heard(s_cat, "the cat sat on the hat", 1),
            TestRun.Heard(s_dog, "a dog dog barked at me loudly", 0),
            TestRun.Failed(s_dog, 1));

        Assert.Equal((4, 22), (verdicts.CountedTakes, verdicts.Words));
        Assert.Equal([("skipped", 6), ("mangled", 1), ("replaced", 0), ("repeated", 1), ("merged", 0), ("split", 0), ("unsure", 0), ("inserted", 1)], verdicts.WordRates.Select(r => (r.Name, (int)r.Raw)));
        Assert.Equal(6.0 / 22, verdicts.Rate("skipped")!.RawRate);
        Assert.NotNull(verdicts.Rate("skipped")!.RawInterval);
        Assert.Equal(0, verdicts.Rate("replaced")!.RawInterval!.Value.Low);
        Assert.InRange(verdicts.Rate("replaced")!.RawInterval!.Value.High, .2, .4);

        // only what is certain: the failed take
        Assert.Equal(5, verdicts.Rate("skipped")!.Confirmed);
        Assert.Equal((3, 1), ((int)verdicts.FailedTakes.Raw, (int)verdicts.FailedTakes.Confirmed));
        Assert.Equal((0, 1, 2, 1), (verdicts.Clean, verdicts.Minor, verdicts.Major, (int)verdicts.CatastrophicTakes.Raw));
        Assert.Equal(["silent"], verdicts.TakeRates.Select(r => r.Name));
    }

    [Fact]
    public void Summarize_Repeats_SayWhetherItIsAlwaysTheSame()
    {
        Stability stability = Summary(
            TestRun.Heard(s_cat, "the cat on the mat", 0, "a"),
            TestRun.Heard(s_cat, "the cat on the mat", 1, "b"),
            TestRun.Heard(s_cat, "the cat on the mat", 2, "c"),
            TestRun.Heard(s_dog, "a dog barked at me", 0, "d"),
            TestRun.Heard(s_dog, "a dog at me", 1, "e"),
            TestRun.Heard(s_dog, "a dog barked at me", 2, "f")).Stability;

        Assert.Equal((11, 9, 1, 1), (stability.Words, stability.NeverWrong, stability.SometimesWrong, stability.AlwaysWrong));
        Assert.Equal(2.0 / 3 / 11, stability.MeanFlipRate!.Value, 1e-12);
        Assert.Equal((2, 3), (stability.Utterances, stability.TakesDrawn!.Value));
        Assert.Equal(0, stability.PassAll);
        Assert.Equal((0 + (2.0 / 3)) / 2, stability.PassOne!.Value, 1e-12);
        Assert.NotNull(stability.Homogeneity);
    }

    [Fact]
    public void Summarize_IdenticalRepeats_CountOnce()
    {
        VerdictSummary verdicts = Summary(TestRun.Heard(s_cat, "the cat on the mat", 0, "a"), TestRun.Heard(s_cat, "the cat on the mat", 1, "a"));

        Assert.Equal((1, 1), (verdicts.CountedTakes, (int)verdicts.Rate("skipped")!.Raw));
        Assert.Equal((0, null), (verdicts.Stability.Words, verdicts.Stability.PassAll));
    }

    [Fact]
    public void Judge_WordThatFailsEverywhere_IsTheTextsOrTheRecognizers()
    {
        RunResult result = TakeScorer.Score(
            TestRun.Info(systems: ["one", "two"]),
            [
                TestRun.Heard(s_cat, "the cat on the mat", 0, "a", "one"),
                TestRun.Heard(s_cat, "the cat on the hat", 1, "b", "one"),
                TestRun.Heard(s_cat, "the cat on the mat", 0, "c", "two"),
            ]);

        Assert.All(result.Takes, t => Assert.True(t.Scores[0].Verdict.Words[2].IsTextOrRecognizer));
        Assert.False(result.Takes[1].Scores[0].Verdict.Words[5].IsTextOrRecognizer);
        VerdictSummary one = result.Systems[0].Verdicts[0];
        Assert.Equal((2, 2), (one.TextOrRecognizerWords, one.Rate("skipped")!.Raw));
        Assert.Equal(0, one.Rate("skipped")!.Confirmed);
    }

    [Fact]
    public void Judge_OneSystemAlone_BlamesNobodyElse()
    {
        RunResult result = TestRun.Score(TestRun.Heard(s_cat, "the cat on the mat", 0, "a"), TestRun.Heard(s_cat, "the cat on the mat", 1, "b"));

        Assert.All(result.Takes, t => Assert.False(t.Scores[0].Verdict.Words[2].IsTextOrRecognizer));
    }

    [Fact]
    public void Judge_SystemThatSaysIt_ClearsTheText()
    {
        RunResult result = TakeScorer.Score(
            TestRun.Info(systems: ["one", "two"]),
            [TestRun.Heard(s_cat, "the cat on the mat", 0, "a", "one"), TestRun.Heard(s_cat, "the cat sat on the mat", 0, "c", "two")]);

        Assert.All(result.Takes, t => Assert.DoesNotContain(t.Scores[0].Verdict.Words, w => w.IsTextOrRecognizer));
    }

    [Fact]
    public void Judge_TwoRecognizersAgree_Confirms()
    {
        Take take = TestRun.Heard(s_cat, "the cat on the hat");
        take = take with
        {
            Recognitions =
            [
                new RecognizedTake("one", new Transcript { Text = "the cat on the hat" }, null),
                new RecognizedTake("two", new Transcript { Text = "the cat on the mat" }, null),
            ],
        };

        RunResult result = TakeScorer.Score(TestRun.Info(recognizers: ["one", "two"]), [take]);

        TakeVerdict first = result.Takes[0].Scores[0].Verdict;
        Assert.Equal((VerdictConfidence.Confirmed, VerdictConfidence.Likely), (first.Words[2].Confidence, first.Words[5].Confidence));
    }

    [Fact]
    public void Score_AnyOrderOfTakes_GivesTheSameVerdictsAndNumbers()
    {
        Take[] takes =
        [
            .. Enumerable.Range(0, 3).SelectMany(r => new[]
            {
                TestRun.Heard(s_cat, r == 0 ? "the cat on the mat" : "the cat sat on the mat", r, $"c{r}"),
                TestRun.Heard(s_dog, r == 1 ? "a dog dog barked at me" : "a frog barked at me", r, $"d{r}"),
            }),
        ];
        RunResult there = TakeScorer.Score(TestRun.Info(), takes);
        RunResult back = TakeScorer.Score(TestRun.Info(), [.. takes.Reverse()]);

        Assert.Equal(there.Systems[0].Verdicts[0].WordRates.AsEnumerable(), back.Systems[0].Verdicts[0].WordRates);
        Assert.Equal(there.Systems[0].Verdicts[0].Stability, back.Systems[0].Verdicts[0].Stability);
        Assert.Equal(there.Takes.Select(t => TestVerdict.Line(t.Scores[0].Verdict)), back.Takes.Reverse().Select(t => TestVerdict.Line(t.Scores[0].Verdict)));
    }

    [Fact]
    public void Score_Identity_SaysWhatWasScoredWith()
    {
        ScoringIdentity identity = TestRun.Score(TestRun.Heard(s_cat, "the cat")).Scoring!;

        Assert.Equal(("strict/1", "letters/1", 1), (identity.Normalizer, identity.Pronunciations, identity.RulesVersion));
        Assert.Equal(64, identity.NormalizerSha256.Length);
        Assert.Empty(identity.Calibrations);
    }

    [Fact]
    public void Tally_Words_SaysHowOftenAndWhatWasHeard()
    {
        RunResult result = TestRun.Score(
            TestRun.Heard(s_cat, "the cat on the mat", 0, "a"),
            TestRun.Heard(s_cat, "the cat sad on the mat", 1, "b"),
            TestRun.Heard(s_cat, "the cat sat on the mat", 2, "c"),
            TestRun.Failed(s_dog));

        WordFaults word = Assert.Single(WordFaultTally.Of(result, TestRun.System, TestRun.Recognizer));

        Assert.Equal(("sat", 2, 3, 2), (word.Word, word.WordIndex, word.CountedTakes, word.Wrong));
        Assert.Equal([new(WordVerdictKind.Skipped, 1), new(WordVerdictKind.Mangled, 1)], word.Counts);
        Assert.Equal([new("sad", 1)], word.Heard);
        Assert.Empty(WordFaultTally.Of(result, "other", TestRun.Recognizer));
    }

    private static VerdictSummary Summary(params Take[] takes) => TestRun.Score(takes).Systems[0].Verdicts[0];
}
