using PocketTts.Eval.Core.Gating;
using PocketTts.Eval.Core.Gating.Figures;

namespace PocketTts.Eval.Core.Tests.Gating;

/// <summary>Data that cannot decide never pass, and say why in one line.</summary>
public sealed class GateDataTests
{
    private static readonly GateRule s_limit = TableBuilder.Rule("deletions", GateLimitKind.AtMost, .05);
    private static readonly GateRule s_change = TableBuilder.Rule("deletions", GateLimitKind.Worsening, .01);

    [Fact]
    public void NoTakes_IsInconclusive() => Undecided(new TableBuilder().Build(), null, s_limit, "no text: as it stands this rule can never fail");

    [Fact]
    public void OneText_IsInconclusive() => Undecided(new TableBuilder().Take("t", 0).Take("t", 1).Build(), null, s_limit, "1 texts of at least 2");

    [Fact]
    public void OneTextAllowed_SaysTooLittle() =>
        Undecided(new TableBuilder().Take("t", 0).Take("t", 1).Build(), null, s_limit with { MinimumTexts = 1 }, "too little for an interval");

    [Fact]
    public void TooFewTakes_IsInconclusive() =>
        Undecided(new TableBuilder().Texts(10, 1, (_, _) => 0).Build(), null, s_limit with { MinimumTakes = 50 }, "10 takes of at least 50");

    [Fact]
    public void AllIdentical_NoErrorAnywhere_IsNoProofForFewTexts()
    {
        ScoreTable table = new TableBuilder().Texts(10, 3, (_, _) => 0).Build();
        GateResult result = TableBuilder.Decide(table, new TableBuilder("base").Texts(10, 3, (_, _) => 0).Build(), s_change);
        Assert.Equal(GateState.Inconclusive, result.State);
        Assert.InRange(result.Decisions[0].Checks[0].Interval!.Value.High, .01, .1);
    }

    [Fact]
    public void AllFailed_Fails()
    {
        TableBuilder builder = new();
        for (int text = 0; text < 20; text++)
        {
            builder.Take(FormattableString.Invariant($"t{text}"), deletions: 10, failure: "synthesize/crash");
        }

        GateResult result = TableBuilder.Decide(builder.Build(), null, s_limit, TableBuilder.Rule("failed-takes", GateLimitKind.AtMost, .1), TableBuilder.Rule("rtf", GateLimitKind.AtMost, 1));
        Assert.Equal([GateState.Fail, GateState.Fail, GateState.Inconclusive], result.Decisions.Select(d => d.State));
        Assert.Contains("no take has a value of rtf", result.Decisions[2].Checks[0].Reason, StringComparison.Ordinal);
        Assert.Equal(GateState.Fail, result.State);
    }

    [Fact]
    public void NotANumber_IsInconclusive() => Undecided(new TableBuilder().Texts(10, 2, (text, _) => text == 3 ? double.NaN : 0).Build(), null, s_limit, "2 takes have no result yet");

    [Fact]
    public void MissingTakes_IsInconclusiveAndNoted()
    {
        ScoreTable table = new TableBuilder().Texts(50, 2, (_, _) => 0).Take("t000", 2, outcome: TakeOutcome.Missing).Build();
        GateResult result = Undecided(table, null, s_limit, "1 takes have no result yet");
        Assert.Contains(result.Notes, n => n.Contains("is not complete: 1 of 101", StringComparison.Ordinal));
    }

    [Fact]
    public void UnknownSystem_OffersTheNearest() =>
        Undecided(new TableBuilder().Texts(10, 2, (_, _) => 0).Build(), null, s_limit with { Systems = ["vioce"] }, "no system 'vioce'; did you mean 'voice'?");

    [Fact]
    public void UnknownCorpusOrTag_CanNeverFail()
    {
        ScoreTable table = new TableBuilder().Texts(10, 2, (_, _) => 0).Build();
        Undecided(table, null, s_limit with { Scope = new FigureScope([], ["numbers"]) }, "no text in scope (tag numbers): as it stands this rule can never fail");
        Undecided(table, null, s_limit with { Scope = new FigureScope(["d"], []) }, "no text in scope (corpus d)");
    }

    [Fact]
    public void UnknownRecognizer_IsInconclusive() =>
        Undecided(new TableBuilder().Texts(10, 2, (_, _) => 0).Build(), null, s_limit with { RecognizerId = "other" }, "has no recognizer 'other'");

    [Fact]
    public void NoBaseline_IsAnError()
    {
        InputException problem = Assert.Throws<InputException>(() => TableBuilder.Decide(new TableBuilder().Take("t").Build(), null, s_change));
        Assert.StartsWith("rules.yaml:7", problem.Message, StringComparison.Ordinal);
        Assert.Contains("add --baseline", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OtherTexts_MatchedPartIsShownAndTheRestNamed()
    {
        ScoreTable head = new TableBuilder().Texts(40, 2, (_, _) => 0).Take("new-1").Take("new-2").Build();
        ScoreTable baseline = new TableBuilder("base").Texts(40, 2, (_, _) => 0).Take("old").Build();
        GateResult result = NotComparable(head, baseline, s_change, "40 of 42 texts are in the baseline; it lacks 2 texts (c/new-1, c/new-2)");
        Assert.Equal(40, result.Decisions[0].Head.Texts);
        Assert.Contains("renew the baseline: renew", result.Decisions[0].Checks[0].WouldChange, StringComparison.Ordinal);
        Assert.Contains(result.Decisions[0].Notes, n => n.Contains("1 text (c/old)", StringComparison.Ordinal));
    }

    [Fact]
    public void FewerTextsThanTheBaseline_IsComparedAndNoted()
    {
        GateResult result = TableBuilder.Decide(new TableBuilder().Texts(300, 2, (_, _) => 0).Build(), new TableBuilder("base").Texts(400, 2, (_, _) => 0).Build(), s_change);
        Assert.Equal(GateState.Pass, result.State);
        Assert.Contains(result.Decisions[0].Notes, n => n.Contains("100 texts", StringComparison.Ordinal));
    }

    [Fact]
    public void OtherNormalizerRecognizerCorpus_AreNotComparable()
    {
        ScoreTable head = new TableBuilder().Texts(40, 2, (_, _) => 0).Build();
        NotComparable(head, new TableBuilder("base") { Normalizer = "strict/1" }.Texts(40, 2, (_, _) => 0).Build(), s_change, "normalizer strict/1 there, plain/1 here");
        NotComparable(head, new TableBuilder("base") { RecognizerVersion = "2" }.Texts(40, 2, (_, _) => 0).Build(), s_change, "recognizer ear is ear 2 there, ear 1 here");
        NotComparable(head, new TableBuilder("base") { CorpusSha = new string('b', 64) }.Texts(40, 2, (_, _) => 0).Build(), s_change, "corpus c has other texts");
    }

    [Fact]
    public void OtherMachine_OnlySpeedIsNotComparable()
    {
        ScoreTable head = new TableBuilder().Texts(300, 2, (_, _) => 0).Build();
        ScoreTable baseline = new TableBuilder("base") { Fingerprint = "ffffffffffff", Cpu = "Other CPU" }.Texts(300, 2, (_, _) => 0).Build();
        GateResult result = TableBuilder.Decide(head, baseline, s_change, TableBuilder.Rule("rtf", GateLimitKind.WorseningShare, .1), TableBuilder.Rule("peak-memory", GateLimitKind.WorseningShare, .1));
        Assert.Equal([GateState.Pass, GateState.NotComparable, GateState.NotComparable], result.Decisions.Select(d => d.State));
        Assert.Contains("processor Other CPU there, Test CPU here", result.Decisions[1].Checks[0].Reason, StringComparison.Ordinal);
        Assert.Equal(GateState.NotComparable, result.State);
    }

    [Fact]
    public void OldBaselineWithoutAQuantity_IsNotComparable()
    {
        ScoreTable head = new TableBuilder().Texts(40, 2, (_, _) => 0).Build();
        ScoreTable baseline = new TableBuilder("base") { Columns = [Quantities.Words, Quantities.Wrong] }.Texts(40, 2, (_, _) => 0).Build();
        NotComparable(head, baseline, s_change, "the baseline does not hold 'deletions'");
    }

    [Fact]
    public void SystemOfTheBaselineMissing_IsNotComparable()
    {
        ScoreTable head = new TableBuilder { Systems = ["a", "b"] }.Texts(40, 2, (_, _) => 0, system: "a").Texts(40, 2, (_, _) => 0, system: "b").Build();
        ScoreTable baseline = new TableBuilder("base") { Systems = ["a", "d"] }.Texts(40, 2, (_, _) => 0, system: "a").Texts(40, 2, (_, _) => 0, system: "d").Build();
        GateResult result = TableBuilder.Decide(head, baseline, s_change);
        Assert.Equal(GateState.NotComparable, result.Decisions[1].State);
        Assert.Contains("has no such system (it has a, d)", result.Decisions[1].Checks[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void TimesOfTwoRuns_NeverFailUnlessAllowed()
    {
        ScoreTable head = new TableBuilder { Created = DateTimeOffset.UnixEpoch.AddDays(1) }.Texts(40, 3, (_, _) => 0, (text, take) => 1.3 + (.01 * ((text + take) % 3))).Build();
        ScoreTable baseline = new TableBuilder("base").Texts(40, 3, (_, _) => 0, (text, take) => 1 + (.01 * ((text + take) % 3))).Build();
        GateRule rule = TableBuilder.Rule("rtf", GateLimitKind.WorseningShare, .1);
        Undecided(head, baseline, rule, "timed one after the other");
        Assert.Equal(GateState.Fail, TableBuilder.Decide(head, baseline, rule with { AllowsSeparateRuns = true }).State);
    }

    [Fact]
    public void TimesOfOneRun_AreDecided()
    {
        TableBuilder builder = new TableBuilder { Systems = ["old", "new"] }
            .Texts(20, 3, (_, _) => 0, (text, take) => 1 + (.02 * ((text + take) % 5)), "old")
            .Texts(20, 3, (_, _) => 0, (text, take) => 1.12 + (.02 * ((text + (2 * take)) % 5)), "new");
        ScoreTable table = builder.Build();
        GateRule slower = TableBuilder.Rule("rtf", GateLimitKind.WorseningShare, .05);
        Assert.Equal(GateState.Fail, TableBuilder.Decide(table.Only("new"), table.Only("old"), slower).State);
        Assert.Equal(GateState.Pass, TableBuilder.Decide(table.Only("old"), table.Only("new"), slower).State);
        Assert.Equal(GateState.Fail, TableBuilder.Decide(table.Only("new"), table.Only("old"), TableBuilder.Rule("rtfx", GateLimitKind.WorseningShare, .05)).State);
    }

    [Fact]
    public void TimesWithTakesThatWereHeldUp_AreDecidedByTheOthers()
    {
        // every eighth take of either system was held up, of the new one longer: a mean would call it slower by far
        TableBuilder builder = new TableBuilder { Systems = ["old", "new"] }
            .Texts(5, 30, (_, _) => 0, (text, take) => (1 + (.01 * ((text + take) % 5))) * ((text + take) % 8 == 0 ? 3 : 1), "old")
            .Texts(5, 30, (_, _) => 0, (text, take) => (1 + (.01 * ((text + (2 * take)) % 5))) * ((text + take) % 8 == 3 ? 9 : 1), "new");
        ScoreTable table = builder.Build();
        GateResult result = TableBuilder.Decide(table.Only("new"), table.Only("old"), TableBuilder.Rule("rtf", GateLimitKind.WorseningShare, .05));
        Assert.Equal(GateState.Pass, result.State);
        Assert.InRange(result.Decisions[0].Deciding.Value!.Value, -.02, .02);
    }

    [Fact]
    public void TimesOfTooFewTakes_AreNotDecided()
    {
        ScoreTable table = new TableBuilder { Systems = ["old", "new"] }.Texts(2, 1, (_, _) => 0, (_, _) => 1, "old").Texts(2, 1, (_, _) => 0, (_, _) => 2, "new").Build();
        Undecided(table.Only("new"), table.Only("old"), TableBuilder.Rule("rtf", GateLimitKind.WorseningShare, .05), "2 pairs of times are too few for an interval");
    }

    [Fact]
    public void PeakMemory_IsJudgedAsItIs()
    {
        ScoreTable head = new TableBuilder().Take("t", memory: 3e9).Build();
        ScoreTable baseline = new TableBuilder("base").Take("t", memory: 2e9).Build();
        GateRule rule = TableBuilder.Rule("peak-memory", GateLimitKind.WorseningShare, .2) with { MinimumTexts = 1, MinimumTakes = 1 };
        Assert.Equal(GateState.Fail, TableBuilder.Decide(head, baseline, rule).State);
        Assert.Equal(GateState.Pass, TableBuilder.Decide(baseline, head, rule).State);
    }

    private static GateResult Undecided(ScoreTable head, ScoreTable? baseline, GateRule rule, string mentions) => Is(GateState.Inconclusive, head, baseline, rule, mentions);

    private static GateResult NotComparable(ScoreTable head, ScoreTable baseline, GateRule rule, string mentions) => Is(GateState.NotComparable, head, baseline, rule, mentions);

    private static GateResult Is(GateState state, ScoreTable head, ScoreTable? baseline, GateRule rule, string mentions)
    {
        GateResult result = TableBuilder.Decide(head, baseline, rule);
        Assert.Equal(state, result.State);
        string reason = result.Decisions.First(d => d.State == state).Deciding.Reason;
        Assert.Contains(mentions, reason, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', reason);
        return result;
    }
}
