using PocketTts.Eval.Core.Speed;

namespace PocketTts.Eval.Core.Tests.Speed;

public sealed class SoakAnalyzerTests
{
    [Fact]
    public void Analyze_OneMegabyteATake_LeaksAHundredPerHundred()
    {
        SoakReport report = Analyze(Session(200, i => 100e6 + (1e6 * i) + Noise(i, 3e6)));

        Assert.Equal(SoakVerdict.Growing, report.MemoryMegabytes.Verdict);
        Assert.InRange(report.MemoryMegabytes.PerHundredTakes!.Value, 97, 103);
        Assert.InRange(report.MemoryMegabytes.Low!.Value, 95, report.MemoryMegabytes.PerHundredTakes.Value);
        Assert.Equal(40, report.SettlingTakes);
    }

    [Fact]
    public void Analyze_NoiseOnly_IsStable() => Assert.Equal(SoakVerdict.Stable, Analyze(Session(200, i => 100e6 + Noise(i, 5e6))).MemoryMegabytes.Verdict);

    [Fact]
    public void Analyze_MemoryThatFillsAndThenStays_IsNoLeak() =>
        Assert.NotEqual(SoakVerdict.Growing, Analyze(Session(200, i => 100e6 + (1e6 * Math.Min(i, 90)))).MemoryMegabytes.Verdict);

    [Fact]
    public void Analyze_FewTakes_SaysNothing() => Assert.Equal(SoakVerdict.Inconclusive, Analyze(Session(20, i => 1e9 * i)).MemoryMegabytes.Verdict);

    // the runtime's own memory fills for some dozens of takes
    [Theory]
    [InlineData(2)]
    [InlineData(30)]
    [InlineData(60)]
    [InlineData(79)]
    public void Analyze_ShortSessionWhileMemoryFills_SaysNothing(int count) =>
        Assert.Equal(SoakVerdict.Inconclusive, Analyze(Session(count, i => 70e6 + (.8e6 * i) + Noise(i, 2e6))).MemoryMegabytes.Verdict);

    [Fact]
    public void Analyze_LaterHalfGrowsLessThanTheLimit_IsNoLeak() =>
        Assert.NotEqual(SoakVerdict.Growing, Analyze(Session(200, i => 100e6 + (1e6 * Math.Min(i, 115)) + (.05e6 * i))).MemoryMegabytes.Verdict);

    [Fact]
    public void Analyze_NoiseLargerThanTheLimit_IsInconclusive() =>
        Assert.Equal(SoakVerdict.Inconclusive, Analyze(Session(40, i => 100e6 + Noise(i, 400e6))).MemoryMegabytes.Verdict);

    [Fact]
    public void Analyze_NewProcess_JudgesTheLongestStretch()
    {
        SoakReport report = Analyze(Session(200, i => i < 60 ? 900e6 : 100e6 + (1e6 * (i - 60))), [60]);

        Assert.Equal((SoakVerdict.Growing, 1), (report.MemoryMegabytes.Verdict, report.Restarts));
    }

    [Fact]
    public void Analyze_TakesThatBecomeSlower_AreFoundWhateverTheirLengths()
    {
        BenchTake[] takes = [.. Session(200, _ => 1e8).Select((t, i) => t with { WallSeconds = t.WallSeconds * (1 + (.002 * i)) })];

        Assert.Equal(SoakVerdict.Growing, Analyze(takes).SlowdownPercent.Verdict);
        Assert.Equal(SoakVerdict.Stable, Analyze(Session(200, _ => 1e8)).SlowdownPercent.Verdict);
    }

    [Fact]
    public void Analyze_FaultsAtTheEnd_AreSeenByTheirPlace()
    {
        BenchTake[] takes = [.. Session(90, _ => 1e8).Select((t, i) => i >= 80 ? t with { Outcome = BenchOutcome.Failed, Reason = "crash" } : t)];

        SoakReport report = Analyze(takes);

        Assert.Equal([0, 0, 10], report.FaultsByThird);
        Assert.InRange(report.FaultTrendPValue!.Value, 0, .01);
        Assert.Null(Analyze(Session(90, _ => 1e8)).FaultTrendPValue);
    }

    [Fact]
    public void Analyze_DeterministicEngineThatSoundsDifferentLater_IsSaid()
    {
        BenchTake[] takes = Session(40, _ => 1e8);
        takes[30] = takes[30] with { AudioSha256 = "other" };

        Assert.Equal((4, 1), (Analyze(takes).RepeatedTexts, Analyze(takes).ChangedTexts));
        Assert.Null(SoakAnalyzer.Analyze(takes, isDeterministic: false, 1, 10, []).ChangedTexts);
    }

    private static SoakReport Analyze(BenchTake[] takes, int[]? restarts = null) => SoakAnalyzer.Analyze(takes, isDeterministic: true, 60, SoakAnalyzer.DefaultLeakLimit, restarts ?? []);

    private static BenchTake[] Session(int count, Func<int, double> memory) =>
    [
        .. Enumerable.Range(0, count).Select(i => BenchFixture.Take("a", $"t{i % 4}", i / 4, (1 + (i % 4)) * (1 + (.01 * Noise(i, 1))), place: i) with { MemoryBytes = (long)memory(i) }),
    ];

    // from -1 to 1 times the size, fixed
    private static double Noise(int i, double size) => size * ((((i * 7919) % 101) / 50.0) - 1);
}
