using System.Collections.Immutable;
using PocketTts.Eval.Core.Gating.Comparison;
using PocketTts.Eval.Core.Gating.Figures;
using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Core.Tests.Gating;

public sealed class RunComparerTests
{
    private static readonly ComparisonOptions s_options = new() { Metrics = [TableBuilder.Metric("deletions"), TableBuilder.Metric("rtf")] };

    [Fact]
    public void Compare_WorseHead_IsWorseWithIntervalAndProbability()
    {
        SystemComparison comparison = Compare(Table(1, 30), Table(2, 5, "head"));
        MetricDifference deletions = comparison.Differences[0];
        Assert.Equal(DifferenceVerdict.Worse, deletions.Verdict);
        Assert.True(deletions.ChangeInterval!.Value.Low > 0);
        Assert.True(deletions.AdjustedProbability < .05);
        Assert.Equal(200, deletions.Texts);
        Assert.Equal(DifferenceVerdict.NoDifferenceFound, comparison.Differences[1].Verdict);
    }

    [Fact]
    public void Compare_SameSystem_FindsNothingAndSaysWhatItCouldHaveSeen()
    {
        MetricDifference deletions = Compare(Table(1, 20), Table(2, 20, "head")).Differences[0];
        Assert.Equal(DifferenceVerdict.NoDifferenceFound, deletions.Verdict);
        Assert.InRange(deletions.Detectable!.Value, .001, .01);
        Assert.InRange(0, deletions.ChangeInterval!.Value.Low, deletions.ChangeInterval.Value.High);
    }

    [Fact]
    public void Compare_HigherIsBetter_TurnsTheVerdict()
    {
        ScoreTable table = new TableBuilder { Systems = ["old", "new"] }
            .Texts(20, 3, (_, _) => 0, (text, _) => 1 + (.001 * text), "old").Texts(20, 3, (_, _) => 0, (text, _) => .8 + (.001 * text), "new").Build();
        SystemComparison comparison = RunComparer.Compare(
            new SystemPair(table, "old", table, "new"), new ComparisonOptions { Metrics = [TableBuilder.Metric("rtf"), TableBuilder.Metric("rtfx")] });
        Assert.All(comparison.Differences, d => Assert.Equal(DifferenceVerdict.Better, d.Verdict));
        Assert.Equal(-.2, comparison.Differences[0].Change!.Value, .01);
        Assert.Equal(.25, comparison.Differences[1].Change!.Value, .01);
        Assert.True(comparison.Differences[0].IsInterleaved);
    }

    [Theory]
    [InlineData("letters/1", "aa", true)]
    [InlineData("letters/1", "bb", false)]
    [InlineData("misaki-us/2", "aa", false)]
    [InlineData("letters/1", null, true)]
    public void Between_OtherWordSoundsOrThresholds_SpoilsVerdicts(string pronunciations, string? thresholds, bool isComparable)
    {
        static ScoringIdentity Identity(string sounds, string? sha) => new("plain/1", "n", sounds, 1, [])
        {
            ThresholdsSha256 = sha is null ? null : ImmutableSortedDictionary<string, string>.Empty.Add(TableBuilder.Recognizer, sha),
        };
        ScoreTable there = new TableBuilder { Scoring = Identity("letters/1", "aa") }.Texts(2, 1, (_, _) => 0).Build();
        ScoreTable here = new TableBuilder { Scoring = Identity(pronunciations, thresholds) }.Texts(2, 1, (_, _) => 0).Build();

        IReadOnlyList<Incomparability> found = Comparability.Between(there, here, TableBuilder.Recognizer);

        Assert.Equal(isComparable, found.Count == 0);
        Assert.All(found, f => Assert.Equal(IncomparableAspect.Verdict, f.Aspect));
    }

    [Fact]
    public void Compare_OtherMachine_OnlySpeedIsNotComparable()
    {
        ScoreTable other = new TableBuilder("head") { Fingerprint = "ff", Cpu = "Other" }.Texts(50, 2, (_, _) => 0).Build();
        ImmutableArray<MetricDifference> differences = Compare(new TableBuilder().Texts(50, 2, (_, _) => 0).Build(), other).Differences;
        Assert.Equal([DifferenceVerdict.NoDifferenceFound, DifferenceVerdict.NotComparable], differences.Select(d => d.Verdict));
        Assert.Contains("Test CPU there, Other here", differences[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_OneSystemEach_AreMatchedWhateverTheirIds()
    {
        ScoreTable head = new TableBuilder("head") { Systems = ["candidate"] }.Texts(50, 2, (_, _) => 0, system: "candidate").Build();
        SystemPair pair = Assert.Single(SystemPair.Match(Table(1, 20), head, out IReadOnlyList<string> unmatched));
        Assert.Equal(("voice", "candidate"), (pair.BaseSystemId, pair.HeadSystemId));
        Assert.Empty(unmatched);
    }

    [Fact]
    public void Compare_SeveralSystems_AreMatchedById()
    {
        ScoreTable one = new TableBuilder { Systems = ["a", "b"] }.Texts(5, 1, (_, _) => 0, system: "a").Texts(5, 1, (_, _) => 0, system: "b").Build();
        ScoreTable two = new TableBuilder("head") { Systems = ["b", "c"] }.Texts(5, 1, (_, _) => 0, system: "b").Texts(5, 1, (_, _) => 0, system: "c").Build();
        Assert.Equal("b", Assert.Single(RunComparer.Compare(one, two, s_options)).Pair.HeadSystemId);
        ScoreTable three = new TableBuilder("other") { Systems = ["d", "e"] }.Take("t", system: "d").Build();
        Assert.Contains("RUN@SYSTEM", Assert.Throws<InputException>(() => RunComparer.Compare(one, three, s_options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_ByTag_HasALineEachAndCorrectsForAll()
    {
        var options = new ComparisonOptions { Metrics = [TableBuilder.Metric("deletions")], SliceBy = SliceKind.Tag };
        TableBuilder before = new();
        TableBuilder now = new("head");
        for (int text = 0; text < 60; text++)
        {
            string[] tags = text % 2 == 0 ? ["short", "numbers"] : ["short"];
            before.Take(FormattableString.Invariant($"t{text}"), tags: tags);
            now.Take(FormattableString.Invariant($"t{text}"), deletions: text % 2 == 0 ? 1 : 0, tags: tags);
        }

        ImmutableArray<MetricDifference> differences = RunComparer.Compare(before.Build(), now.Build(), options)[0].Differences;
        Assert.Equal(["tag numbers", "tag short"], differences.Select(d => d.Slice));
        Assert.Equal([30, 60], differences.Select(d => d.Texts));
        Assert.All(differences, d => Assert.True(d.AdjustedProbability >= d.Probability));
    }

    [Fact]
    public void Compare_Words_ThatGotWorseAndBetter()
    {
        ScoreTable before = new TableBuilder().Texts(3, 5, (_, _) => 0).Word("t000", 1, "sea", 5, 1).Word("t001", 2, "sky", 5, 5).Build();
        ScoreTable now = new TableBuilder("head").Texts(3, 5, (_, _) => 0).Word("t000", 1, "sea", 5, 5).Word("t002", 0, "the", 5, 1).Build();
        SystemComparison comparison = Compare(before, now);
        Assert.Equal(["sea", "the"], comparison.Worse.Select(w => w.Word));
        WordChange better = Assert.Single(comparison.Better);
        Assert.Equal(("sky", 5, 0), (better.Word, better.BaseWrong, better.HeadWrong));
        Assert.Equal(.0079, better.Probability, .0001);
    }

    [Fact]
    public void Compare_OneText_HasNoVerdict()
    {
        MetricDifference difference = Compare(new TableBuilder().Take("t").Take("t", 1).Build(), new TableBuilder("head").Take("t", deletions: 1).Build()).Differences[0];
        Assert.Equal(DifferenceVerdict.NoData, difference.Verdict);
        Assert.NotNull(difference.Reason);
    }

    private static ScoreTable Table(ulong seed, int outOf, string name = "run") =>
        new TableBuilder(name).Texts(200, 5, (text, take) => TableBuilder.Chance(seed, text, take, outOf), (text, take) => 1 + (.01 * SplitMix(seed, text, take))).Build();

    private static double SplitMix(ulong seed, int text, int take) => Core.Statistics.SplitMix64.Below(seed + 99, (ulong)((text * 7) + take), 10);

    private static SystemComparison Compare(ScoreTable before, ScoreTable now) => RunComparer.Compare(before, now, s_options)[0];
}
