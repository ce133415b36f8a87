using PocketTts.Eval.Core.Speed;

namespace PocketTts.Eval.Core.Tests.Speed;

public sealed class BenchSummarizerTests
{
    [Fact]
    public void Summarize_Takes_GivesEachQuantityItsDefinition()
    {
        BenchSystem system = BenchSummarizer.Summarize(BenchFixture.Setup("a"), null, [BenchFixture.Take("a", "t", 0, 2)]);

        BenchRow row = system.All;
        Assert.Equal((1, 1, 0, 0, 0), (row.PlannedTakes, row.OkTakes, row.FailedTakes, row.IncompleteTakes, row.ExcludedTakes));
        Assert.Equal((.5, 2.0), (row.Rtf!.Median, row.Rtfx!.Median));
        Assert.Equal(2.0 / 15, row.SecondsPerWord!.Median, 12);
        Assert.Equal(75, row.UnitsPerSecond!.Median);
        Assert.Equal((1.0, .25, 1.25), (row.FirstAudioSeconds!.Median, row.LeadingSilenceSeconds!.Median, row.FirstSpeechSeconds!.Median));
        Assert.Equal(1, row.CoreSecondsPerAudioSecond!.Median);
        Assert.Null(row.StalledTakes);
        Assert.Equal((100_000_000, 200_000_000), (system.MemoryBytes, system.PeakMemoryBytes));
        Assert.Null(system.LostWords);
        Assert.Equal(15, Assert.Single(system.Lengths).Words);
    }

    [Fact]
    public void Summarize_FailedAndIncompleteTakes_AreCountedAndNeverTimed()
    {
        BenchTake fast = BenchFixture.Take("a", "t", 1, .1) with { Outcome = BenchOutcome.Incomplete, Reason = "too-little-sound" };
        BenchTake failed = BenchFixture.Take("a", "u", 1, .1) with { Outcome = BenchOutcome.Failed, Reason = "time-out", WallSeconds = null };
        BenchTake jumped = BenchFixture.Take("a", "u", 2, 900) with { Outcome = BenchOutcome.Excluded, Reason = "clock-jump" };

        BenchSystem system = BenchSummarizer.Summarize(BenchFixture.Setup("a"), null, [BenchFixture.Take("a", "t", 0, 2), fast, failed, jumped]);

        Assert.Equal((4, 1, 1, 1, 1), (system.All.PlannedTakes, system.All.OkTakes, system.All.FailedTakes, system.All.IncompleteTakes, system.All.ExcludedTakes));
        Assert.Equal(.5, system.All.Rtf!.Median);
        Assert.Equal(["clock-jump", "time-out", "too-little-sound"], system.Failures.Select(f => f.Reason));
    }

    [Fact]
    public void Compare_Pairs_AveragesWithinTextsFirst()
    {
        // one text twice as slow in three rounds, another four times in one: √8 over texts
        BenchTake[] takes =
        [
            .. Enumerable.Range(0, 3).SelectMany(r => new[] { BenchFixture.Take("a", "t", r, 1), BenchFixture.Take("b", "t", r, 2) }),
            BenchFixture.Take("a", "u", 0, 1),
            BenchFixture.Take("b", "u", 0, 4, audio: 8),
        ];

        BenchComparison comparison = BenchSummarizer.Compare("a", "b", takes);

        Assert.Equal((4, 2), (comparison.PairCount, comparison.TextCount));
        Assert.Equal(Math.Sqrt(8), comparison.WallRatio!.Ratio, 9);
        Assert.Equal(2, comparison.RtfRatio!.Ratio, 9);
        Assert.Empty(comparison.LeftOut);
    }

    [Fact]
    public void Compare_TextThatFailsInOne_IsLeftOutOfBothAndNamed()
    {
        BenchTake[] takes =
        [
            BenchFixture.Take("a", "t", 0, 1), BenchFixture.Take("b", "t", 0, 2),
            BenchFixture.Take("a", "u", 0, 1), BenchFixture.Take("b", "u", 0, 2),
            BenchFixture.Take("a", "hard", 0, 100), BenchFixture.Take("b", "hard", 0, 1) with { Outcome = BenchOutcome.Failed, Reason = "crash" },
        ];

        BenchComparison comparison = BenchSummarizer.Compare("a", "b", takes);

        Assert.Equal(2, comparison.WallRatio!.Ratio, 9);
        Assert.Equal(["hard"], comparison.LeftOut);
    }

    [Fact]
    public void Mark_SoundFarTooShortForItsWords_IsIncomplete()
    {
        BenchTake[] takes =
        [
            .. Enumerable.Range(0, 4).Select(i => BenchFixture.Take("a", $"t{i}", 0, 1)),
            BenchFixture.Take("a", "cut", 0, .1, audio: 1.5, speech: 1.2),
            BenchFixture.Take("a", "short", 0, .1, audio: .4, words: 1, speech: .05),
        ];

        Assert.Equal([null, null, null, null, "too-little-sound", null], BenchCompleteness.Mark(takes).Select(t => t.Reason));
    }

    [Theory]
    [InlineData(15, 3, null)]
    [InlineData(15, 4, "too-few-words")]
    [InlineData(1, 1, null)]
    [InlineData(5, 2, "too-few-words")]
    public void Mark_AQuarterOfTheWordsLost_IsIncomplete(int words, int lost, string? reason) =>
        Assert.Equal(reason, BenchCompleteness.Mark([BenchFixture.Take("a", "t", 0, 1, words: words) with { LostWords = lost }])[0].Reason);

    [Fact]
    public void Mark_TranscriptWithoutMostWords_IsIncomplete() =>
        Assert.Equal(["too-few-words", null], BenchCompleteness.Mark([BenchFixture.Take("a", "t", 0, 1) with { HeardWords = 7 }, BenchFixture.Take("a", "t", 0, 1) with { HeardWords = 8 }]).Select(t => t.Reason));
}
