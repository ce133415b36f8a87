using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Execution;
using PocketTts.Eval.Runs.Folder;
using PocketTts.Eval.Runs.Journal;
using PocketTts.Eval.Runs.Plan;
using PocketTts.Eval.Runs.Tests.Fakes;

namespace PocketTts.Eval.Runs.Tests.Execution;

/// <summary>What a run makes of takes whose worker dies: another attempt once, then a row.</summary>
public sealed class RetryTests : IDisposable
{
    private readonly RunBench _bench = new();
    private readonly List<FakeWorker> _started = [];
    private int _deathsLeft;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_WorkerDiesOnce_TheTakeIsSpokenAgainAndSaysSo()
    {
        _deathsLeft = 1;

        RunResult result = await Executor().RunAsync(Plan(), Token);

        Assert.Equal(RunStatus.Completed, result.Info.Status);
        ScoredTake[] warned = [.. result.Takes.Where(t => t.Take.Synthesis!.Warnings.Length > 0)];
        TakeWarning warning = Assert.Single(Assert.Single(warned).Take.Synthesis!.Warnings);
        Assert.Equal("retried", warning.Code);
        Assert.Equal("an earlier attempt failed (worker-crashed): the worker process died (SIGSEGV)", warning.Message);
        Assert.Equal(("u-002", 0), (warned[0].Take.Key.UtteranceId, warned[0].Take.Key.Repeat));
        Assert.Equal(["retried"], Kinds().Where(k => k is not ("synthesized" or "transcribed")));
        Assert.Equal(2, _started.Count);
    }

    [Fact]
    public async Task RunAsync_WorkerDiesTwice_IsAFailedRow()
    {
        _deathsLeft = 2;

        RunResult result = await Executor().RunAsync(Plan(), Token);

        ScoredTake failed = Assert.Single(result.Takes, t => !t.IsOk);
        Assert.Equal(new TakeFailure("synthesize", "worker-crashed", "the worker process died (SIGSEGV)"), failed.Failure);
        Assert.Equal(["retried", "synthesis-failed"], Kinds().Where(k => k is not ("synthesized" or "transcribed")));
        Assert.Equal(3, _started.Count);
    }

    [Fact]
    public async Task RunAsync_NoRetriesAllowed_FailsAtOnce()
    {
        _deathsLeft = 1;

        RunResult result = await Executor().RunAsync(Plan() with { Limits = new TakeLimits { CrashRetries = 0 } }, Token);

        Assert.Single(result.Takes, t => !t.IsOk);
        Assert.DoesNotContain("retried", Kinds());
    }

    [Fact]
    public async Task RunAsync_CutOffBetweenTwoAttempts_GoesOnWithTheSecond()
    {
        _deathsLeft = 2;
        await Executor().RunAsync(Plan(), Token);
        string journal = Path.Combine(_bench.OutputFolder, RunFolder.JournalFileName);
        string[] lines = await File.ReadAllLinesAsync(journal, Token);
        int retried = Array.FindIndex(lines, l => l.Contains("\"retried\"", StringComparison.Ordinal));
        await File.WriteAllLinesAsync(journal, lines[..(retried + 1)], Token);
        _deathsLeft = 1;

        RunResult result = await Executor().RunAsync(Plan(), Token);

        // one attempt was made before: one death is enough now
        Assert.Equal("worker-crashed", Assert.Single(result.Takes, t => !t.IsOk).Failure!.Reason);
        Assert.Equal(["retried", "synthesis-failed"], Kinds().Where(k => k is not ("synthesized" or "transcribed")));
    }

    private RunPlan Plan() => _bench.Plan(systems: ["fake:one"]);

    private RunExecutor Executor()
    {
        var engine = new FakeEngine("fake") { Speak = SpeakAsync };
        var settings = new RunSettings
        {
            StartWorker = () =>
            {
                _started.Add(new FakeWorker(engine));
                return _started[^1];
            },
        };
        return new RunExecutor([engine], [_bench.Ear], TimeProvider.System, _bench.Progress, _bench.Host, settings);
    }

    private async Task<float[]> SpeakAsync(SynthesisRequest request, CancellationToken cancellationToken)
    {
        if (request is { Repeat: 0, Text: "Größe number 2." } && _deathsLeft-- > 0)
        {
            _started[^1].Die(139);
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        return FakeEngine.Tone(request.Text, 1);
    }

    private string[] Kinds() =>
        [.. File.ReadLines(Path.Combine(_bench.OutputFolder, RunFolder.JournalFileName)).Select(l => l.Split('"')[3])];

    public void Dispose() => _bench.Dispose();
}
