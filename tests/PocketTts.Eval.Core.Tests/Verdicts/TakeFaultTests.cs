using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Tests.Results;
using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Core.Tests.Verdicts;

public sealed class TakeFaultTests
{
    private static readonly Utterance s_text = TestRun.Utterance("u", "The quick brown fox jumps over the lazy dog.");

    private const string All = "the quick brown fox jumps over the lazy dog";

    [Fact]
    public void Judge_NothingWrong_IsClean()
    {
        TakeVerdict verdict = TestVerdict.Of(TestRun.Heard(s_text, All).WithAudio(TestVerdict.Audio));

        Assert.Equal((".........", Severity.Clean), (TestVerdict.Line(verdict), verdict.Severity));
    }

    [Theory]
    [InlineData("the quick brown fox jumps over the lazy", -70.0, "........k")]
    [InlineData("the quick brown fox jumps over the lazy", -25.0, "........k truncated")]
    [InlineData("the quick brown fox jumps over the", -70.0, ".......kk truncated")]
    public void Judge_LostEnd_IsTruncatedWhenTheSoundBreaksOffOrSeveralWordsAreLost(string heard, double endLevel, string expected)
    {
        TakeVerdict verdict = TestVerdict.Of(TestRun.Heard(s_text, heard).WithAudio(TestVerdict.Audio with { EndLevel50MsDbfs = endLevel }));

        Assert.Equal(expected, TestVerdict.Line(verdict));
        Assert.All(verdict.Faults, f => Assert.Equal(8, f.LastWord));
        Assert.All(verdict.Words.Where(w => w.Kind == WordVerdictKind.Skipped), w => Assert.Equal(verdict.Faults.Length > 0 ? "skipped-tail" : "skipped-heard", w.RuleId));
    }

    [Fact]
    public void Judge_ShortTakeWithLostEnd_IsTruncatedWithConfidence()
    {
        // five ordinary takes say how long this text usually lasts
        Take[] takes = [.. Enumerable.Range(0, 6).Select(i => TestRun.Heard(s_text, i == 5 ? "the quick brown fox jumps" : All, i, $"a{i}"))];
        takes[5] = takes[5] with { Synthesis = TestRun.Facts("a5", audioSeconds: 1.2) };

        TakeVerdict verdict = TakeScorer.Score(TestRun.Info(), takes).Takes[5].Scores[0].Verdict;

        TakeFault fault = Assert.Single(verdict.Faults);
        Assert.Equal((TakeFaultKind.Truncated, VerdictConfidence.Confirmed, "truncated-tail"), (fault.Kind, fault.Confidence, fault.RuleId));
        Assert.Contains("1.20 s where 2.00 s are usual", fault.Detail, StringComparison.Ordinal);
        Assert.Equal(Severity.Catastrophic, verdict.Severity);
    }

    [Theory]
    [InlineData(-70.0, -25.0, ". . . . . truncated")]
    [InlineData(-70.0, -60.0, ". . . . . .")]
    [InlineData(-38.0, -25.0, ". . . . . .")]
    public void Judge_LastWordBreaksOffThoughHeardWhole_IsTruncatedWhereTheSystemEndsQuietly(double usualEnd, double end, string expected)
    {
        Take[] takes = [.. Enumerable.Range(0, 6).Select(i => TestRun.Heard(s_text, All, i, $"a{i}").WithAudio(TestVerdict.Audio with { EndLevel50MsDbfs = i == 5 ? end : usualEnd }))];

        TakeVerdict[] verdicts = [.. TakeScorer.Score(TestRun.Info(), takes).Takes.Select(t => t.Scores[0].Verdict)];

        Assert.Equal(expected, string.Join(' ', verdicts.Select(v => v.Faults.IsEmpty ? "." : $"{v.Faults[0].Kind.Name()}")));
        Assert.All(verdicts.SelectMany(v => v.Faults), f => Assert.Equal(("truncated-cut", VerdictConfidence.Likely, 8), (f.RuleId, f.Confidence, f.LastWord)));
    }

    [Fact]
    public void Judge_CutLastWord_IsTruncatedWhenSoundBreaksOffAndIsShort()
    {
        Take[] takes = [.. Enumerable.Range(0, 6).Select(i => TestRun.Heard(s_text, i == 5 ? "the quick brown fox jumps over the lazy do" : All, i, $"a{i}"))];
        takes[5] = takes[5] with { Synthesis = TestRun.Facts("a5", audioSeconds: 1.5) with { Audio = TestVerdict.Audio with { EndLevel50MsDbfs = -25 } } };

        TakeVerdict verdict = TakeScorer.Score(TestRun.Info(), takes).Takes[5].Scores[0].Verdict;

        Assert.Equal("truncated-cut", Assert.Single(verdict.Faults).RuleId);
    }

    [Theory]
    [InlineData("eos-not-reached", "run-on-engine")]
    [InlineData("cache-full", "run-on-engine")]
    public void Judge_EngineStopped_RunsOn(string warning, string rule)
    {
        Take take = TestRun.Heard(s_text, All);
        take = take with { Synthesis = take.Synthesis! with { Warnings = [new TakeWarning(warning, "x")] } };

        Assert.Equal(rule, Assert.Single(TestVerdict.Of(take).Faults).RuleId);
    }

    [Theory]
    [InlineData(8.0, 0)]
    [InlineData(8.5, 1)]
    public void Judge_LongTake_RunsOn(double seconds, int faults)
    {
        // 1.5 s + 9 × 0.75 s
        TakeVerdict verdict = TestVerdict.Of(TestRun.Heard(s_text, All) with { Synthesis = TestRun.Facts("a", seconds) });

        Assert.Equal(faults, verdict.Faults.Count(f => f.RuleId == "run-on-length"));
    }

    [Fact]
    public void Judge_SilenceAtTheEnd_RunsOn()
    {
        TakeVerdict verdict = TestVerdict.Of(TestRun.Heard(s_text, All).WithAudio(TestVerdict.Audio with { TrailingSilenceSeconds = 2.5 }));

        Assert.Equal(("run-on-silence", Severity.Catastrophic), (Assert.Single(verdict.Faults).RuleId, verdict.Severity));
    }

    [Fact]
    public void Judge_ThreeWordsLoopingInAPhrase_IsALoop()
    {
        TakeVerdict verdict = TestVerdict.Of("Keep on going home.", "keep on going on going on going home");

        Assert.Equal(".rr. loop", TestVerdict.Line(verdict));
        Assert.Equal("'on going' comes 3 times", verdict.Faults[0].Detail);
    }

    [Fact]
    public void Judge_TranscriptThatLoops_IsUnsureUnlessTheSoundIsLongToo()
    {
        Take take = TestRun.Heard(s_text, All + " and so forth and so on and then and when and so and");
        take = take with { Recognitions = [new RecognizedTake(TestRun.Recognizer, take.Recognitions[0].Transcript! with { Warnings = [new TakeWarning("token-limit", "x")] }, null)] };

        TakeFault loop = TestVerdict.Of(take).Faults.Single(f => f.Kind == TakeFaultKind.Loop);
        Assert.Equal(("loop-recognizer", VerdictConfidence.Unsure), (loop.RuleId, loop.Confidence));
        TakeFault both = TestVerdict.Of(take with { Synthesis = TestRun.Facts("a", 20) }).Faults.Single(f => f.Kind == TakeFaultKind.Loop);
        Assert.Equal(VerdictConfidence.Likely, both.Confidence);
    }

    [Fact]
    public void Judge_TooLittleSound_IsTooShort()
    {
        TakeVerdict verdict = TestVerdict.Of(TestRun.Heard(s_text, "the") with { Synthesis = TestRun.Facts("a", .4) });

        Assert.Contains(verdict.Faults, f => f.RuleId == "too-short-length");
        Assert.Equal(Severity.Catastrophic, verdict.Severity);
    }

    [Theory]
    [InlineData("too-short", TakeFaultKind.TooShort)]
    [InlineData("silent-audio", TakeFaultKind.Silent)]
    [InlineData("crash", TakeFaultKind.Silent)]
    public void Judge_FailedSynthesis_SaysHow(string reason, TakeFaultKind kind) =>
        Assert.Equal(kind, Assert.Single(TestVerdict.Of(TestRun.Failed(s_text, reason: reason)).Faults).Kind);

    [Fact]
    public void Judge_NothingButSilence_IsSilent()
    {
        TakeVerdict verdict = TestVerdict.Of(TestRun.Heard(s_text, "").WithAudio(TestVerdict.Audio with { IntegratedLufs = null, SpeechSeconds = 0, SpeechLevelDbfs = null }));

        Assert.Equal("kkkkkkkkk silent", TestVerdict.Line(verdict));
    }

    [Fact]
    public void Judge_SoundWithoutAWord_IsGarbled()
    {
        TakeVerdict verdict = TestVerdict.Of(TestRun.Heard(s_text, "").WithAudio(TestVerdict.Audio));

        Assert.Equal("garbled-nothing", Assert.Single(verdict.Faults).RuleId);
    }

    [Fact]
    public void Judge_OtherWordsThroughout_IsGarbled()
    {
        TakeVerdict verdict = TestVerdict.Of(TestRun.Heard(s_text, "the violet umbrella melts under heavy purple raindrops dog"));

        TakeFault fault = verdict.Faults.Single(f => f.Kind == TakeFaultKind.Garbled);
        Assert.Equal((1, 7), (fault.FirstWord!.Value, fault.LastWord!.Value));
        Assert.Equal(Severity.Catastrophic, verdict.Severity);
    }

    [Theory]
    [InlineData(1, 0, 0, "")]
    [InlineData(2, 0, 0, "choppy")]
    [InlineData(0, 1, 0, "clicks")]
    [InlineData(0, 0, 7, "")]
    [InlineData(0, 0, 8, "clipped")]
    public void Judge_SoundFacts_AreFaultsFromTheirThreshold(int dropouts, int clicks, int clipped, string expected)
    {
        TakeVerdict verdict = TestVerdict.Of(TestRun.Heard(s_text, All).WithAudio(TestVerdict.Audio with { DropoutCount = dropouts, ClickCount = clicks, ClippedSampleCount = clipped }));

        Assert.Equal(expected, string.Join(' ', verdict.Faults.Select(f => f.Kind.Name())));
        Assert.Equal(expected.Length == 0 ? Severity.Clean : Severity.Minor, verdict.Severity);
    }

    [Theory]
    [InlineData(0, 2, 2, true)]
    [InlineData(4, 6, 2, false)]
    [InlineData(4, 14, 2, true)]
    [InlineData(4, 40, 20, false)]
    [InlineData(4, 122, 20, true)]
    public void Judge_Holes_AreJudgedByTheSystemsOwnInEqualTime(int usual, int holes, double seconds, bool isChoppy)
    {
        // five takes of two seconds, and one that may be longer
        Take[] takes = [.. Enumerable.Range(0, 6).Select(i => TestRun.Missing(s_text, i) with
        {
            Synthesis = TestRun.Facts($"a{i}", i == 5 ? seconds : 2) with { Audio = TestVerdict.Audio with { DropoutCount = i == 5 ? holes : usual } },
            Recognitions = [new RecognizedTake(TestRun.Recognizer, new Transcript { Text = All }, null)],
        })];

        TakeVerdict verdict = TestRun.Score(takes).Takes[5].Scores[0].Verdict;

        Assert.Equal(isChoppy, verdict.Has(TakeFaultKind.Choppy));
    }

    [Theory]
    [InlineData("the cat sat on the mat", VerdictConfidence.Unsure, Severity.Minor, null)]
    [InlineData("the hut sat on the mat", VerdictConfidence.Confirmed, Severity.Catastrophic, 1)]
    [InlineData("the cat sat on the hut", VerdictConfidence.Unsure, Severity.Major, null)]
    public void Judge_Noise_IsConfirmedByAWordThatWasLostInIt(string heard, VerdictConfidence confidence, Severity severity, int? word)
    {
        // "cat" or "hut" is heard from 0.3 to 0.6 s
        Take take = TestVerdict.Timed(TestRun.Utterance("u", "The cat sat on the mat."), heard, 2)
            .WithAudio(TestVerdict.Audio with { NoiseBursts = [new AudioStretch(.4, .15)] });

        TakeVerdict verdict = TestVerdict.Of(take);

        TakeFault fault = Assert.Single(verdict.Faults);
        Assert.Equal((TakeFaultKind.Garbled, "garbled-noise", confidence, word, .4), (fault.Kind, fault.RuleId, fault.Confidence, fault.FirstWord, fault.AtSeconds));
        Assert.Equal(severity, verdict.Severity);
    }

    [Fact]
    public void Judge_OldRunWithoutSoundFacts_StillKnowsClipping()
    {
        Take take = TestRun.Heard(s_text, All);
        take = take with { Synthesis = take.Synthesis! with { Peak = 1.2, Warnings = [new TakeWarning("clipped-audio", "x")] } };

        Assert.Equal("clipped-peaks", Assert.Single(TestVerdict.Of(take).Faults).RuleId);
    }

    [Theory]
    [InlineData(1.2, .3, 1)]
    [InlineData(1.2, .6, 0)]
    [InlineData(.9, .1, 0)]
    public void Judge_LongPause_IsJudgedByTheSystemsOwn(double seconds, double usual, int faults)
    {
        Take[] takes =
        [
            .. Enumerable.Range(0, 6).Select(i => TestRun.Heard(s_text, All, i, $"a{i}").WithAudio(
                TestVerdict.Audio with { Pauses = [new AudioStretch(.5, i == 5 ? seconds : usual)] })),
        ];

        Assert.Equal(faults, TakeScorer.Score(TestRun.Info(), takes).Takes[5].Scores[0].Verdict.Faults.Count(f => f.RuleId == "long-pause-inner"));
    }

    [Fact]
    public void Judge_WordsOfAnotherText_AreTextBleed()
    {
        Utterance other = TestRun.Utterance("v", "Seven wet goats stood in the rain.");
        Take[] takes = [TestRun.Heard(s_text, All + " seven wet goats stood"), TestRun.Heard(other, "seven wet goats stood in the rain")];

        RunResult result = TakeScorer.Score(TestRun.Info(), takes);

        TakeFault bleed = result.Takes[0].Scores[0].Verdict.Faults.Single(f => f.Kind == TakeFaultKind.TextBleed);
        Assert.Equal(VerdictConfidence.Confirmed, bleed.Confidence);
        Assert.Empty(result.Takes[1].Scores[0].Verdict.Faults);
    }

    [Theory]
    [InlineData("the quick brown fox jumps over the lazy dog", Severity.Clean)]
    [InlineData("the quick brown box jumps over the lazy dog", Severity.Minor)]
    [InlineData("the quick brown jumps over the lazy dog", Severity.Major)]
    [InlineData("the quick jumps over lazy dog", Severity.Catastrophic)]
    public void Severity_LostWords_GrowsWithThem(string heard, Severity severity) =>
        Assert.Equal(severity, TestVerdict.Of(TestRun.Heard(s_text, heard)).Severity);
}
