using PocketTts.Eval.Core.Gating;
using PocketTts.Eval.Core.Gating.Figures;

namespace PocketTts.Eval.Core.Tests.Gating;

public sealed class GateTests
{
    private static ScoreTable Steady(ulong seed, int outOf = 20, string name = "run") =>
        new TableBuilder(name).Texts(200, 5, (text, take) => TableBuilder.Chance(seed, text, take, outOf)).Build();

    [Fact]
    public void AtMost_FarBelow_Passes()
    {
        GateResult result = TableBuilder.Decide(Steady(1), null, TableBuilder.Rule("deletions", GateLimitKind.AtMost, .02));

        Assert.Equal(GateState.Pass, result.State);
        RuleDecision decision = Assert.Single(result.Decisions);
        Assert.Equal(200, decision.Head.Texts);
        Assert.Equal(1000, decision.Head.Takes);
        Assert.InRange(decision.Head.EffectiveTakes!.Value, 5000, 10_000);
        GateCheck check = Assert.Single(decision.Checks);
        Assert.InRange(check.Interval!.Value.High, check.Value!.Value, .02);
        Assert.Contains("is within", check.Reason, StringComparison.Ordinal);
        Assert.Contains("would stop passing", check.WouldChange, StringComparison.Ordinal);
        Assert.Contains("--rule deletions", decision.Command, StringComparison.Ordinal);
        Assert.False(result.Blocks);
    }

    [Fact]
    public void AtMost_FarAbove_Fails()
    {
        GateResult result = TableBuilder.Decide(Steady(1, 4), null, TableBuilder.Rule("deletions", GateLimitKind.AtMost, .01));
        Assert.Equal(GateState.Fail, result.State);
        Assert.True(result.Decisions[0].Checks[0].AdjustedProbability < .05);
        Assert.True(result.Blocks);
    }

    [Fact]
    public void AtMost_LimitWithinTheInterval_IsInconclusiveAndSaysHowManyTexts()
    {
        ScoreTable table = Steady(1);
        double value = TableBuilder.Decide(table, null, TableBuilder.Rule("deletions", GateLimitKind.AtMost, .5)).Decisions[0].Head.Value!.Value;

        GateResult result = TableBuilder.Decide(table, null, TableBuilder.Rule("deletions", GateLimitKind.AtMost, value + .0005));

        Assert.Equal(GateState.Inconclusive, result.State);
        Assert.Contains("texts instead of 200 would let it pass", result.Decisions[0].Checks[0].WouldChange, StringComparison.Ordinal);
        Assert.True(result.Blocks);
        Assert.False((result with { InconclusiveIsWarning = true }).Blocks);
    }

    [Fact]
    public void NoFailures_TooFewTextsForTheLimit_DoesNotPass()
    {
        // nothing failed in 20 texts: that is no proof of less than 1 %
        ScoreTable table = new TableBuilder().Texts(20, 5, (_, _) => 0).Build();
        Assert.Equal(GateState.Inconclusive, TableBuilder.Decide(table, null, TableBuilder.Rule("failed-takes", GateLimitKind.AtMost, .01)).State);
        ScoreTable many = new TableBuilder().Texts(400, 1, (_, _) => 0).Build();
        Assert.Equal(GateState.Pass, TableBuilder.Decide(many, null, TableBuilder.Rule("failed-takes", GateLimitKind.AtMost, .01)).State);
    }

    [Fact]
    public void Worsening_SameSystem_PassesWithinTheMargin()
    {
        GateResult result = TableBuilder.Decide(Steady(1), Steady(2, name: "base"), TableBuilder.Rule("deletions", GateLimitKind.Worsening, .005));
        Assert.Equal(GateState.Pass, result.State);
        Assert.Equal(200, result.Decisions[0].Baseline!.Texts);
        Assert.NotNull(result.Decisions[0].Checks[0].Detectable);
    }

    [Theory]
    [InlineData(FailWhen.Worse, GateState.Fail)]
    [InlineData(FailWhen.BeyondMargin, GateState.Inconclusive)]
    public void Worsening_ALittleBeyondTheMargin_DependsOnWhatMustBeShown(FailWhen failWhen, GateState expected)
    {
        GateRule rule = TableBuilder.Rule("deletions", GateLimitKind.Worsening, .004) with { FailWhen = failWhen };
        Assert.Equal(expected, TableBuilder.Decide(Steady(1, 10), Steady(2, name: "base"), rule).State);
    }

    [Fact]
    public void Worsening_FarBeyondTheMargin_FailsEitherWay()
    {
        foreach (FailWhen failWhen in Enum.GetValues<FailWhen>())
        {
            GateRule rule = TableBuilder.Rule("deletions", GateLimitKind.Worsening, .004) with { FailWhen = failWhen };
            GateResult result = TableBuilder.Decide(Steady(1, 3), Steady(2, name: "base"), rule);
            Assert.Equal(GateState.Fail, result.State);
            Assert.Contains("would stop failing", result.Decisions[0].Checks[0].WouldChange, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void WorseningShare_BaselineOfZero_IsNoMargin()
    {
        ScoreTable clean = new TableBuilder("base").Texts(100, 3, (_, _) => 0).Build();
        GateResult result = TableBuilder.Decide(Steady(1), clean, TableBuilder.Rule("deletions", GateLimitKind.WorseningShare, .1));
        Assert.NotEqual(GateState.Pass, result.State);
    }

    [Fact]
    public void WorseningShare_HalfAsManyAgain_Fails()
    {
        GateResult result = TableBuilder.Decide(Steady(1, 4), Steady(2, 8, "base"), TableBuilder.Rule("deletions", GateLimitKind.WorseningShare, .1));
        Assert.Equal(GateState.Fail, result.State);
        Assert.True(result.Decisions[0].Checks[0].IsShare);
        Assert.InRange(result.Decisions[0].Checks[0].Value!.Value, .5, 2);
    }

    [Fact]
    public void ManyRules_WhatFailsAloneMustFailAmongAll()
    {
        ScoreTable baseline = Steady(2, 30, "base");
        GateRule rule = TableBuilder.Rule("deletions", GateLimitKind.Worsening, .0001);

        // a head that is just shown to be worse when asked alone
        ScoreTable head = Enumerable.Range(3, 400).Select(seed => Steady((ulong)seed, 24)).First(h =>
            TableBuilder.Decide(h, baseline, rule).Decisions[0].Checks[0].Probability is > .01 and < .04);
        GateRule[] six = [rule, .. Enumerable.Range(0, 9).Select(i => TableBuilder.Rule("insertions", GateLimitKind.AtMost, .5, FormattableString.Invariant($"r{i}")))];

        Assert.Equal(GateState.Fail, TableBuilder.Decide(head, baseline, rule).State);
        GateResult among = TableBuilder.Decide(head, baseline, six);
        Assert.Equal(GateState.Inconclusive, among.Decisions[0].State);
        Assert.Contains("among 10 checks that is no proof", among.Decisions[0].Checks[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Observed_OneFailedTake_FailsAndZeroPasses()
    {
        GateRule rule = TableBuilder.Rule("failed-takes", GateLimitKind.AtMost, 0) with { IsObserved = true };
        ScoreTable good = new TableBuilder().Texts(5, 2, (_, _) => 0).Build();
        ScoreTable bad = new TableBuilder().Texts(5, 2, (_, _) => 0).Take("t9", failure: "synthesize/crash").Build();
        Assert.Equal(GateState.Pass, TableBuilder.Decide(good, null, rule).State);
        Assert.Equal(GateState.Fail, TableBuilder.Decide(bad, null, rule).State);
    }

    [Fact]
    public void Worst_QuarantinedText_IsLeftOutUntilItExpires()
    {
        ScoreTable table = new TableBuilder().Texts(5, 2, (_, _) => 0).Take("t9", 0, deletions: 6).Take("t9", 1).Build();
        GateRules rules = TableBuilder.Rules(TableBuilder.Rule("longest-loss", GateLimitKind.AtMost, 3) with { IsObserved = true });
        var entry = new QuarantineEntry(new TextKey("c", "t9"), [], new DateOnly(2026, 12, 31), .2, .9, "issue 1", new RuleSource("rules.yaml", 9));

        GateResult plain = TableBuilder.Decide(table, null, rules);
        Assert.Equal(GateState.Fail, plain.State);
        Assert.Contains("c/t9, repeat 0", plain.Decisions[0].Checks[0].Reason, StringComparison.Ordinal);
        Assert.Equal(GateState.Pass, TableBuilder.Decide(table, null, rules with { Quarantine = [entry] }).State);
        GateResult expired = TableBuilder.Decide(table, null, rules with { Quarantine = [entry with { Until = new DateOnly(2026, 5, 31) }] });
        Assert.Equal(GateState.Fail, expired.State);
        Assert.Contains(expired.Notes, n => n.Contains("expired on 2026-05-31", StringComparison.Ordinal));
    }

    [Fact]
    public void Quarantine_WorseThanItsBand_FailsAndBetterIsSaid()
    {
        TableBuilder builder = new TableBuilder().Texts(5, 2, (_, _) => 0);
        for (int take = 0; take < 10; take++)
        {
            builder.Take("bad", take, deletions: 1).Take("good", take);
        }

        GateRules rules = TableBuilder.Rules(TableBuilder.Rule("deletions", GateLimitKind.AtMost, .9)) with
        {
            Quarantine =
            [
                new QuarantineEntry(new TextKey("c", "bad"), [], new DateOnly(2026, 12, 31), .1, .4, "issue 1", null),
                new QuarantineEntry(new TextKey("c", "good"), [], new DateOnly(2026, 12, 31), .4, .6, "issue 2", null),
                new QuarantineEntry(new TextKey("c", "gone"), [], new DateOnly(2026, 12, 31), .4, .6, "issue 3", null),
            ],
        };
        GateResult result = TableBuilder.Decide(builder.Build(), null, rules);

        Assert.Equal(GateState.Fail, result.State);
        Assert.Contains("10 of 10 takes wrong: worse than the band 10–40 %", result.Decisions[^1].Checks[0].Reason, StringComparison.Ordinal);
        Assert.Contains(result.Notes, n => n.Contains("better than its band", StringComparison.Ordinal));
        Assert.Contains(result.Notes, n => n.Contains("names c/gone", StringComparison.Ordinal));
    }

    [Fact]
    public void Advisory_Fails_TheWholeStillPasses()
    {
        GateRule advisory = TableBuilder.Rule("wrong-takes", GateLimitKind.AtMost, .001) with { IsAdvisory = true };
        GateResult result = TableBuilder.Decide(Steady(1), null, TableBuilder.Rule("deletions", GateLimitKind.AtMost, .02), advisory);
        Assert.Equal(GateState.Pass, result.State);
        Assert.Equal(GateState.Fail, result.Decisions[1].State);
        Assert.Equal(GateState.Inconclusive, TableBuilder.Decide(Steady(1), null, advisory).State);
    }

    [Fact]
    public void TwoSystems_EachIsDecided()
    {
        ScoreTable head = new TableBuilder { Systems = ["a", "b"] }
            .Texts(100, 2, (_, _) => 0, system: "a").Texts(100, 2, (text, _) => text % 2, system: "b").Build();
        GateResult result = TableBuilder.Decide(head, null, TableBuilder.Rule("deletions", GateLimitKind.AtMost, .02));
        Assert.Equal([("a", GateState.Pass), ("b", GateState.Fail)], result.Decisions.Select(d => (d.SystemId, d.State)));
        Assert.Contains("--system b", result.Decisions[1].Command, StringComparison.Ordinal);
        Assert.Equal(GateState.Pass, result.Only([], ["a"]).State);
        Assert.Equal(GateState.Pass, result.Only(["deletions"], ["a"]).State);
        Assert.Contains("did you mean 'deletions'", Assert.Throws<InputException>(() => result.Only(["deletion"], [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TextFailures_WorseThanHalfAndNotBefore_AreListed()
    {
        ScoreTable baseline = new TableBuilder("base").Texts(3, 2, (text, _) => text == 2 ? 1 : 0).Build();
        ScoreTable head = new TableBuilder().Texts(3, 2, (text, _) => text >= 1 ? 1 : 0).Word("t001", 4, "sea", 2, 2).Build();
        TextFailure failure = Assert.Single(TableBuilder.Decide(head, baseline, TableBuilder.Rule("deletions", GateLimitKind.AtMost, .5)).Texts);
        Assert.Equal(("t001", 2, 2, 0), (failure.Text.UtteranceId, failure.WrongTakes, failure.Takes, failure.BaselineWrongTakes));
        Assert.Equal(["sea"], failure.Words);
    }

    [Fact]
    public void Sequential_Limits_AreWiderAndStillDecide()
    {
        GateRules rules = TableBuilder.Rules(TableBuilder.Rule("deletions", GateLimitKind.AtMost, .02), TableBuilder.Rule("deletions", GateLimitKind.Worsening, .006, "change"));
        GateResult once = TableBuilder.Decide(Steady(1), Steady(2, name: "base"), rules);
        GateResult looking = TableBuilder.Decide(Steady(1), Steady(2, name: "base"), rules, sequential: true);
        Assert.Equal(GateState.Pass, once.State);
        Assert.Equal(GateState.Pass, looking.State);
        Assert.True(looking.Decisions[0].Checks[0].Interval!.Value.High > once.Decisions[0].Checks[0].Interval!.Value.High);
        Assert.Equal(GateState.Fail, TableBuilder.Decide(Steady(1, 4), Steady(2, name: "base"), rules, sequential: true).State);
    }
}
