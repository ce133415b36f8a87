using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Execution;
using PocketTts.Eval.Runs.Folder;
using PocketTts.Eval.Runs.Plan;
using PocketTts.Eval.Runs.Tests.Fakes;

namespace PocketTts.Eval.Runs.Tests.Execution;

public sealed class RunExecutorTests : IDisposable
{
    private readonly RunBench _bench = new();

    [Fact]
    public async Task RunAsync_WholePlan_EveryTakeHasSoundTimingAndTranscript()
    {
        RunResult result = await _bench.RunAsync(_bench.Plan());

        Assert.Equal(RunStatus.Completed, result.Info.Status);
        Assert.Equal(12, result.Takes.Length);
        Assert.All(result.Takes, t => Assert.True(t.IsOk));
        SynthesisFacts first = result.Takes[0].Take.Synthesis!;
        Assert.Equal(0.1, first.WallSeconds!.Value, 9);
        Assert.Equal(0.1, first.FirstAudioSeconds!.Value, 9);
        Assert.Equal(0.05, first.CpuSeconds!.Value, 9);
        Assert.Equal(123_456_789, first.ProcessMemoryBytes);
        Assert.True(first.IsTimingEligible);
        Assert.Equal(0.25, first.Peak, 6);
        Assert.Equal("fˈeɪk", first.Phonemes);
        Assert.Equal(6, result.Takes.Count(t => t.RepeatsEarlierTake));
        Assert.Equal(0, _bench.Engine.LiveCount);
        Assert.Equal(6, Directory.GetFiles(Path.Combine(_bench.OutputFolder, "audio"), "*.wav").Length);
    }

    [Fact]
    public async Task RunAsync_IdenticalAudio_IsTranscribedOnce()
    {
        RunResult result = await _bench.RunAsync(_bench.Plan(repeats: 5));

        Assert.Equal(30, result.Takes.Length);
        Assert.Equal(6, _bench.Ear.Heard.Count);
        Assert.All(result.Takes, t => Assert.Single(t.Take.Recognitions));
    }

    [Fact]
    public async Task Open_FinishedRun_GivesTheSameTakesAsTheRunItself()
    {
        RunResult result = await _bench.RunAsync(_bench.Plan());

        RunFolder folder = RunFolder.Open(_bench.OutputFolder);

        AssertSame(result, folder.Score());
        Assert.Empty(folder.Problems);
        Assert.Equal(0, folder.ForeignEntryCount);
        Assert.True(File.Exists(folder.AudioPath(folder.Takes[0])));
    }

    [Fact]
    public async Task RunAsync_FinishedRunAgain_DoesNothingTwice()
    {
        RunResult first = await _bench.RunAsync(_bench.Plan());
        int calls = _bench.Engine.Calls.Count, heard = _bench.Ear.Heard.Count;

        RunResult second = await _bench.RunAsync(_bench.Plan());

        AssertSame(first, second);
        Assert.Equal(calls, _bench.Engine.Calls.Count);
        Assert.Equal(heard, _bench.Ear.Heard.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(15)]
    public async Task RunAsync_CancelledAndResumed_GivesTheTakesOfAnUndisturbedRun(int unitsBeforeCancel)
    {
        using var undisturbed = new RunBench();
        RunResult expected = await undisturbed.RunAsync(undisturbed.Plan());
        using var cancel = new CancellationTokenSource();
        int units = 0;
        using var bench = new RunBench
        {
            Progress = new RecordingProgress { OnReport = p => { if (p.Done > 0 && ++units == unitsBeforeCancel) { cancel.Cancel(); } } },
        };
        if (unitsBeforeCancel == 0)
        {
            await cancel.CancelAsync();
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.RunAsync(bench.Plan(), cancel.Token));
        Assert.Equal(RunStatus.Cancelled, RunFolder.Open(bench.OutputFolder).Info.Status);
        RunResult resumed = await bench.RunAsync(bench.Plan());

        Assert.Equal(expected.Takes.Select(WithoutAttempts), resumed.Takes.Select(WithoutAttempts));
        Assert.Equal(RunStatus.Completed, RunFolder.Open(bench.OutputFolder).Info.Status);
        Assert.Equal(12, bench.Engine.Calls.Count(c => c.Request.Text != SynthesisStage.WarmUpText));
        Assert.Equal(6, bench.Ear.Heard.Count);
    }

    [Fact]
    public async Task RunAsync_SoundThatWasThereBefore_IsNeitherWarmedUpNorTimed()
    {
        using var bench = new RunBench { Engine = new FakeEngine("fake") { UsesExistingAudio = true, Timing = SynthesisTiming.None } };

        RunResult result = await bench.RunAsync(bench.Plan(systems: ["fake"]));

        Assert.Equal(["made-up/u-001/0", "made-up/u-002/0", "made-up/u-003/0"], bench.Engine.Calls.Take(3).Select(c => $"{c.Request.Corpus}/{c.Request.UtteranceId}/{c.Request.Repeat}"));
        Assert.Equal(6, bench.Engine.Calls.Count);
        Assert.All(result.Takes, t => Assert.True(t.IsOk));
        Assert.All(result.Takes.Select(t => t.Take.Synthesis!), s => Assert.Equal((null, null, null, null, false), (s.WallSeconds, s.CpuSeconds, s.FirstAudioSeconds, s.ProcessMemoryBytes, s.IsTimingEligible)));
        Assert.Equal((0, null, null), (result.Systems[0].Speed.EligibleTakes, result.Systems[0].Speed.RtfMedian, result.Systems[0].Speed.Rtfx));
    }

    [Fact]
    public async Task RunAsync_EngineMeasuresItself_ItsFiguresReplaceOurs()
    {
        var timing = new SynthesisTiming { WallSeconds = 0.25, FirstAudioSeconds = 0.125, CpuSeconds = 0.5, IsEligible = false };
        using var bench = new RunBench { Engine = new FakeEngine("fake") { Timing = timing } };

        RunResult result = await bench.RunAsync(bench.Plan(utterances: 1, repeats: 1, systems: ["fake"]));

        SynthesisFacts facts = result.Takes[0].Take.Synthesis!;
        Assert.Equal((0.25, 0.125, 0.5, null, false), (facts.WallSeconds, facts.FirstAudioSeconds, facts.CpuSeconds, facts.ProcessMemoryBytes, facts.IsTimingEligible));
        Assert.Equal(0, result.Systems[0].Speed.EligibleTakes);
    }

    [Fact]
    public async Task RunAsync_EngineKnowsWhatDoesNotFitThePlan_SaysSoBeforeTheFirstTake()
    {
        using var bench = new RunBench { Engine = new FakeEngine("fake") { Check = planned => [$"{planned.Count} takes, {planned.Count(p => p.Repeat == 1)} second ones"] } };

        await bench.RunAsync(bench.Plan(systems: ["fake:one", "two=fake:two"]));

        Assert.Equal(["fake:one: 6 takes, 3 second ones", "two: 6 takes, 3 second ones"], bench.Progress.Notes);
    }

    [Fact]
    public async Task RunAsync_TwoThousandTakes_IsQuick()
    {
        using var bench = new RunBench { Engine = new FakeEngine("fake", usesSeed: true) };
        long start = TimeProvider.System.GetTimestamp();

        RunResult result = await bench.RunAsync(bench.Plan(utterances: 250, repeats: 4));

        Assert.Equal(2000, result.Takes.Length);
        Assert.All(result.Takes, t => Assert.NotNull(t.Take.Seed));
        Assert.Equal(1000, result.Takes.Select(t => t.Take.Seed).Distinct().Count());
        TimeSpan taken = TimeProvider.System.GetElapsedTime(start);
        Assert.True(taken < TimeSpan.FromSeconds(30), $"took {taken}");
        TestContext.Current.TestOutputHelper?.WriteLine($"2,000 takes in {taken.TotalSeconds:F2} s");
    }

    private static string WithoutAttempts(ScoredTake take) =>
        $"{take.Take.Key} {take.Take.Synthesis!.AudioSha256} {take.Take.Synthesis.WallSeconds} {take.Take.Recognitions[0].Transcript!.Text} {take.RepeatsEarlierTake}";

    private static void AssertSame(RunResult expected, RunResult actual)
    {
        Assert.Equal(expected.Takes.Select(t => t.Take.Key), actual.Takes.Select(t => t.Take.Key));
        Assert.Equal(expected.Takes.Select(t => t.Take.Synthesis?.AudioSha256), actual.Takes.Select(t => t.Take.Synthesis?.AudioSha256));
        Assert.Equal(expected.Takes.Select(t => t.Take.Synthesis?.WallSeconds), actual.Takes.Select(t => t.Take.Synthesis?.WallSeconds));
        Assert.Equal(
            expected.Takes.SelectMany(t => t.Take.Recognitions).Select(r => (r.RecognizerId, r.Transcript?.Text, r.Failure)),
            actual.Takes.SelectMany(t => t.Take.Recognitions).Select(r => (r.RecognizerId, r.Transcript?.Text, r.Failure)));
        Assert.Equal(expected.Systems.Select(s => s.Accuracy[0].Counts), actual.Systems.Select(s => s.Accuracy[0].Counts));
    }

    public void Dispose() => _bench.Dispose();
}
