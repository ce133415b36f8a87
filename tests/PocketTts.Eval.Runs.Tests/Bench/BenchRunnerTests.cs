using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Speed;
using PocketTts.Eval.Runs.Bench;
using PocketTts.Eval.Runs.Machine;
using PocketTts.Eval.Runs.Tests.Fakes;

namespace PocketTts.Eval.Runs.Tests.Bench;

/// <summary>Benches over workers that are threads of the test.</summary>
public sealed class BenchRunnerTests : IDisposable
{
    private readonly BenchHarness _harness = new();

    [Fact]
    public async Task RunAsync_TwoSystems_SpeakEveryRoundInTheOtherOrder()
    {
        var engine = new FakeEngine("fake");
        BenchResult result = await _harness.RunAsync(BenchHarness.Plan("a=fake:one", "b=fake:two") with { Rounds = 4, ColdStarts = 2 }, engine);

        Assert.Equal(
            ["a short", "b short", "a long", "b long", "b short", "a short", "b long", "a long", "a short", "b short", "a long", "b long", "b short", "a short", "b long", "a long"],
            result.Takes.Select(t => $"{t.SetupId} {t.TextId}"));
        Assert.Equal(Enumerable.Range(0, 16), result.Takes.Select(t => t.Place));
        Assert.All(result.Takes, t => Assert.Equal(BenchOutcome.Ok, t.Outcome));
        Assert.All(result.Report.Systems, s => Assert.Equal((8, 2), (s.All.OkTakes, s.Start!.ProcessCount)));
        Assert.Equal(8, Assert.Single(result.Report.Comparisons).PairCount);
        Assert.Equal(123_456_789, result.Takes[0].MemoryBytes);

        // two starts with two takes each, a warm-up and eight takes
        Assert.Equal(2 * (4 + 1 + 8), engine.Calls.Count);
    }

    [Fact]
    public async Task RunAsync_WorkerThatDiesInOneText_LosesThatTextOnly()
    {
        var engine = new FakeEngine("fake")
        {
            Speak = (r, t) => r.Text.StartsWith("Long", StringComparison.Ordinal) ? _harness.DieAsync(t) : Task.FromResult(FakeEngine.Tone(r.Text, 1)),
        };
        BenchResult result = await _harness.RunAsync(BenchHarness.Plan("a=fake:one") with { Rounds = 3, ColdStarts = 0 }, engine);

        BenchSystem system = result.Report.Systems[0];
        Assert.Equal((3, 3), (system.All.OkTakes, system.All.FailedTakes));
        Assert.Equal(new BenchFailure("worker-crashed", 3, 1), Assert.Single(system.Failures));
        Assert.Contains("a: 3 of its takes, of 1 of the texts, do not count (worker-crashed)", result.Report.Notes);
    }

    [Fact]
    public async Task RunAsync_ClockThatIsSetMeanwhile_ExcludesTheTakeAndSaysSo()
    {
        var clock = new JumpingClock();
        int takes = 0;
        var engine = new FakeEngine("fake") { OnSynthesis = () => clock.Offset += ++takes == 3 ? TimeSpan.FromHours(1) : TimeSpan.Zero };

        BenchResult result = await _harness.RunAsync(BenchHarness.Plan("a=fake:one") with { Rounds = 2, ColdStarts = 0, WarmUps = 0 }, engine, clock);

        Assert.Equal([null, null, "clock-jump", null], result.Takes.Select(t => t.Reason));
        Assert.Contains(_harness.Notes, n => n.Contains("the clock moved by 3600 s", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RunAsync_Recognizer_HearsWhatTheSystemSays()
    {
        BenchResult result = await _harness.RunAsync(BenchHarness.Plan("a=fake:one") with { Rounds = 2, ColdStarts = 1, Recognizers = [new BenchChoice("ear", "ear", null, "fake-ear")] }, new FakeEngine("fake"));

        BenchSystem ear = result.Report.Systems[1];
        Assert.True(ear.Setup.IsRecognizer);
        Assert.Equal((2, 2), (ear.All.OkTakes, ear.All.IncompleteTakes));
        Assert.All(result.Takes.Where(t => t.SetupId == "ear"), t => Assert.Equal(2, t.HeardWords));
        Assert.Empty(result.Report.Comparisons);
    }

    [Fact]
    public async Task RunAsync_RecognizerWithoutSound_IsOneLine() =>
        Assert.Equal(
            "--recognizer: the recognizers have nothing to hear; name a system that speaks with --system, or sound files with --sound",
            (await Assert.ThrowsAsync<InputException>(() => _harness.RunAsync(BenchHarness.Plan() with { Recognizers = [new BenchChoice("ear", "ear", null, "fake-ear")] }, new FakeEngine("fake")))).Message);

    [Fact]
    public async Task RunAsync_BusyComputer_IsMarkedNoisy()
    {
        BenchResult result = await _harness.RunAsync(BenchHarness.Plan("a=fake:one") with { Rounds = 1, ColdStarts = 0 }, new FakeEngine("fake"), load: () => new SystemLoad(1.5, 1, null, 0, 100), othersRun: true);

        Assert.Equal(
            ["the load average was 1.5 before, on 2 processors (limit 1)", "a run of this tool was going on"],
            result.Report.Machine.NoiseReasons);
        Assert.Contains(_harness.Notes, n => n.StartsWith("this computer is not quiet: the load average", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(140, new string[0])]
    [InlineData(200, new[] { "other programs used 6.5 % of the processor time meanwhile (limit 5 %)", "a run of this tool was going on" })]
    public async Task RunAsync_OthersUseProcessors_IsMarkedByWhatTheyUsed(long busy, string[] reasons)
    {
        // work that ended before leaves a high average behind: where pressure is known it says nothing
        var readings = new Queue<SystemLoad>([new SystemLoad(9, 5, 3, 0, 1_000, 100, 50), new SystemLoad(2, 5, 60, 0, 2_000, 100 + busy, 50 + 135)]);

        BenchResult result = await _harness.RunAsync(BenchHarness.Plan("a=fake:one") with { Rounds = 1, ColdStarts = 0 }, new FakeEngine("fake"), load: readings.Dequeue, othersRun: true);

        // a run that holds its lock is told, and marks when something used the processors
        Assert.Equal(reasons, result.Report.Machine.NoiseReasons);
        Assert.Equal(["this computer is not quiet: a run of this tool was going on; timings taken like this are marked noisy"], _harness.Notes);
        Assert.Equal((3, 60, (busy - 135) / 10.0), (result.Report.Machine.PressureBeforePercent, result.Report.Machine.PressureAfterPercent, result.Report.Machine.OthersPercent));
    }

    [Fact]
    public async Task RunAsync_Soak_ShufflesAndReports()
    {
        BenchResult result = await _harness.RunAsync(BenchHarness.Plan("a=fake:one") with { Soak = SoakLength.Parse("100"), ColdStarts = 0 }, new FakeEngine("fake"));

        SoakReport soak = result.Report.Systems[0].Soak!;
        Assert.Equal((100, 30, 0, 2), (soak.Takes, soak.SettlingTakes, soak.Restarts, soak.RepeatedTexts));
        Assert.Equal((SoakVerdict.Stable, 0), (soak.MemoryMegabytes.Verdict, soak.ChangedTexts));
        Assert.Equal(50, result.Takes.Count(t => t.TextId == "long"));
    }

    [Fact]
    public async Task Read_WhatWasWritten_GivesTheSameText()
    {
        BenchResult result = await _harness.RunAsync(BenchHarness.Plan("a=fake:one") with { Rounds = 6, Remark = "größe" }, new FakeEngine("fake"));
        string text = BenchFile.Write(result.Report);

        Assert.Equal(text, BenchFile.Write(BenchFile.Read(_harness.Temp.Write("bench.json", text))));
    }

    [Theory]
    [InlineData("[]", "schemaVersion: this is no bench; expected 1")]
    [InlineData("{\"schemaVersion\": 2}", "schemaVersion: found 2; expected 1; use a newer pocket-eval")]
    [InlineData("{\"schemaVersion\": 1}", "this is no bench (")]
    [InlineData("{\"schemaVersion\": 1", "this is no bench (")]
    public void Read_NoBench_IsOneLine(string text, string message)
    {
        string path = _harness.Temp.Write("bench.json", text);

        Assert.StartsWith($"{path}", Assert.Throws<InputException>(() => BenchFile.Read(path)).Message, StringComparison.Ordinal);
        Assert.Contains(message, Assert.Throws<InputException>(() => BenchFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_ProcessorThatWasEdited_IsRefused()
    {
        BenchResult result = await _harness.RunAsync(BenchHarness.Plan("a=fake:one") with { Rounds = 1 }, new FakeEngine("fake"));
        string path = _harness.Temp.Write("bench.json", BenchFile.Write(result.Report).Replace("Test CPU", "Better CPU", StringComparison.Ordinal));

        Assert.Contains("machine.record.fingerprint: found '", Assert.Throws<InputException>(() => BenchFile.Read(path)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _harness.Dispose();

    private sealed class JumpingClock : TimeProvider
    {
        public TimeSpan Offset { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;
    }
}
