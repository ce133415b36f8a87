using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Runs.Catalog;
using PocketTts.Eval.Runs.Execution;
using PocketTts.Eval.Runs.Plan;
using PocketTts.Eval.Runs.Tests.Fakes;

namespace PocketTts.Eval.Runs.Tests.Catalog;

public sealed class RunCatalogTests : IDisposable
{
    private readonly RunBench _bench = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_Folders_FindsRunsAndSaysHowTheyAre()
    {
        await _bench.RunAsync(_bench.Plan() with { OutputFolder = _bench.Temp.Of("runs/a/deep") }, Token);
        using (var cancel = new CancellationTokenSource())
        {
            using var bench = new RunBench { Progress = new RecordingProgress { OnReport = p => { if (p.Done == 3) { cancel.Cancel(); } } } };
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.RunAsync(bench.Plan() with { OutputFolder = _bench.Temp.Of("runs/b") }, cancel.Token));
        }

        _bench.Temp.Write("runs/c/run.json", "{");
        _bench.Temp.Write("runs/holiday/photo.jpg", "x");

        RunEntry[] runs = [.. RunCatalog.List(_bench.Temp.Of("runs")).OrderBy(r => r.Folder, StringComparer.Ordinal)];

        Assert.Equal([_bench.Temp.Of("runs/a/deep"), _bench.Temp.Of("runs/b"), _bench.Temp.Of("runs/c")], runs.Select(r => r.Folder));
        Assert.Equal([RunStatus.Completed, RunStatus.Cancelled, null], runs.Select(r => r.Status));
        Assert.Equal([(12, 12, 0), (12, 3, 0), ((int?)null, (int?)null, (int?)null)], runs.Select(r => (r.PlannedTakes, r.FinishedTakes, r.FailedTakes)));
        Assert.Equal(["fake:one", "two"], runs[0].Systems);
        Assert.True(runs[0].SizeBytes > 6 * 5000);
        Assert.Contains("damaged", runs[2].Problem, StringComparison.Ordinal);
        Assert.DoesNotContain(runs, r => r.IsRunning);
    }

    [Fact]
    public async Task Read_RunGoingOn_IsSeenAndNeverChosenNorRemoved()
    {
        RunEntry? seen = null;
        Exception? refused = null;
        string folder = string.Empty;
        using var bench = new RunBench
        {
            Progress = new RecordingProgress
            {
                OnReport = p =>
                {
                    if (p is { Phase: RunPhase.Synthesizing, Done: 4 })
                    {
                        seen = RunCatalog.Read(folder);
                        refused = Record.Exception(() => RunCatalog.Remove(seen));
                    }
                },
            },
        };
        folder = bench.OutputFolder;

        await bench.RunAsync(bench.Plan(), Token);

        Assert.True(seen!.IsRunning);
        Assert.Contains("works in this folder", Assert.IsType<InputException>(refused).Message, StringComparison.Ordinal);
        Assert.Empty(RunCatalog.ChooseForRemoval([seen], DateTimeOffset.MaxValue, 0));
        Assert.False(RunCatalog.Read(folder).IsRunning);
    }

    [Fact]
    public async Task Remove_Run_LeavesNothing()
    {
        await _bench.RunAsync(_bench.Plan(), Token);

        RunCatalog.Remove(RunCatalog.Read(_bench.OutputFolder));

        Assert.False(Directory.Exists(_bench.OutputFolder));
    }

    [Fact]
    public void ChooseForRemoval_AgeAndSize_TakeTheOldest()
    {
        RunEntry[] runs = [.. Enumerable.Range(1, 5).Select(i => new RunEntry { Folder = $"r{i}", IsRunning = i == 2, ChangedUtc = DateTimeOffset.UnixEpoch.AddDays(i), SizeBytes = 100 })];

        Assert.Equal(["r1", "r3"], RunCatalog.ChooseForRemoval(runs, DateTimeOffset.UnixEpoch.AddDays(4), null).Select(r => r.Folder));
        Assert.Equal(["r1", "r3"], RunCatalog.ChooseForRemoval(runs, null, 300).Select(r => r.Folder));
        Assert.Equal(["r1", "r3", "r4", "r5"], RunCatalog.ChooseForRemoval(runs, null, 0).Select(r => r.Folder));
        Assert.Empty(RunCatalog.ChooseForRemoval(runs, null, 500));
    }

    [Fact]
    public async Task Differences_OtherPlan_AreNamed()
    {
        await _bench.RunAsync(_bench.Plan(), Token);

        Assert.Empty(RunCatalog.Differences(_bench.OutputFolder, _bench.Plan()));
        Assert.Equal(["repeats: there '2', now '5'"], RunCatalog.Differences(_bench.OutputFolder, _bench.Plan(repeats: 5)));
        Assert.Equal(["shard: there 'none', now '1/2'"], RunCatalog.Differences(_bench.OutputFolder, _bench.Plan() with { Shard = new PlanShard(1, 2) }));
    }

    [Fact]
    public async Task Forecast_EarlierRun_SaysHowLongAPlanTakes()
    {
        await _bench.RunAsync(_bench.Plan(), Token);

        PlanForecast forecast = PlanForecaster.Forecast(_bench.Plan(utterances: 6, repeats: 4), _bench.Host.Machine, [_bench.OutputFolder, _bench.Temp.Of("nothing")]);

        // each take took 0.1 s for a text of 15 characters
        Assert.Equal(1, forecast.EarlierRuns);
        Assert.All(forecast.Systems, s => Assert.Equal((24, 360, 6, true), (s.Takes, s.Characters, s.EarlierTakes, s.IsSameSystem)));
        Assert.Equal(4.8, forecast.SynthesisSeconds!.Value, 6);
        Assert.NotNull(forecast.TranscriptionSeconds);
        Assert.InRange(forecast.DiskBytes, 100_000, 10_000_000);
    }

    [Fact]
    public async Task Forecast_OtherMachineOrSystem_IsUnknownOrByItsEngine()
    {
        await _bench.RunAsync(_bench.Plan(systems: ["fake:one"]), Token);
        string[] runs = [_bench.OutputFolder];

        Assert.Null(PlanForecaster.Forecast(_bench.Plan(), _bench.Host.Machine with { Fingerprint = "ffffffffffff" }, runs).SynthesisSeconds);
        PlanForecast other = PlanForecaster.Forecast(_bench.Plan(systems: ["fake:other", "fake:one"]), _bench.Host.Machine, runs);
        Assert.Equal([false, true], other.Systems.Select(s => s.IsSameSystem));
        Assert.NotNull(other.SynthesisSeconds);
    }

    public void Dispose() => _bench.Dispose();
}
