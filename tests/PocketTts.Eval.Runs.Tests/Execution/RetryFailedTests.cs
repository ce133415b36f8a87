using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Execution;
using PocketTts.Eval.Runs.Folder;
using PocketTts.Eval.Runs.Plan;
using PocketTts.Eval.Runs.Tests.Fakes;

namespace PocketTts.Eval.Runs.Tests.Execution;

/// <summary><c>--retry-failed</c> and <c>--pipeline</c>.</summary>
public sealed class RetryFailedTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_RetryFailed_TriesFailuresAgainAndOnlyThose()
    {
        bool isBroken = true;
        using var bench = new RunBench
        {
            Engine = new FakeEngine("fake") { Speak = (r, _) => isBroken && r.Text == "Größe number 2." ? throw new TakeFailedException("no", "not today") : Task.FromResult(FakeEngine.Tone(r.Text, 1)) },
            Ear = new FakeRecognizer { Hear = (a, _) => isBroken && a.Samples.Length == FakeEngine.Tone("Größe number 3.", 1).Length ? throw new TakeFailedException("deaf", "cannot hear") : Task.FromResult("x") },
        };
        RunPlan plan = bench.Plan(systems: ["fake:one"]);
        RunResult first = await bench.RunAsync(plan, Token);
        isBroken = false;
        int calls = bench.Engine.Calls.Count;

        RunResult unasked = await bench.RunAsync(plan, Token);
        RunResult asked = await bench.Executor(new RunSettings { RetryFailed = true }).RunAsync(plan, Token);

        Assert.Equal(4, first.Takes.Count(t => !t.IsOk));
        Assert.Equal(4, unasked.Takes.Count(t => !t.IsOk));
        Assert.Equal(RunStatus.Completed, asked.Info.Status);

        // two takes and a warm-up
        Assert.Equal(calls + 3, bench.Engine.Calls.Count);
        Assert.Equal(
            [new TakeWarning("retried", "an earlier attempt failed (no): not today"), new TakeWarning("retried", "an earlier attempt failed (no): not today")],
            asked.Takes.SelectMany(t => t.Take.Synthesis!.Warnings));
        Assert.Contains("3 failures of earlier sessions are tried again", bench.Progress.Notes);

        // what is read from the folder is the same
        Assert.All(RunFolder.Open(bench.OutputFolder).Score().Takes, t => Assert.True(t.IsOk));
    }

    [Fact]
    public async Task RunAsync_RetryFailedInVain_KeepsTheRow()
    {
        using var bench = new RunBench { Engine = new FakeEngine("fake") { Speak = (r, _) => r.Text == "Größe number 2." ? throw new TakeFailedException("no", "never") : Task.FromResult(FakeEngine.Tone(r.Text, 1)) } };
        RunPlan plan = bench.Plan(systems: ["fake:one"]);
        await bench.RunAsync(plan, Token);

        RunResult again = await bench.Executor(new RunSettings { RetryFailed = true }).RunAsync(plan, Token);

        Assert.Equal(2, again.Takes.Count(t => t.Failure is { Reason: "no" }));
        Assert.Equal(RunStatus.CompletedWithFailures, again.Info.Status);
    }

    [Fact]
    public async Task RunAsync_Pipeline_GivesTheSameTakesWithoutTimings()
    {
        using var plain = new RunBench();
        RunResult expected = await plain.RunAsync(plain.Plan(utterances: 20), Token);
        using var bench = new RunBench { Engine = new FakeEngine("fake") { Speak = async (r, t) => { await Task.Delay(5, t); return FakeEngine.Tone(r.Text + "one", null); } } };
        using var reference = new RunBench { Engine = new FakeEngine("fake") { Speak = (r, _) => Task.FromResult(FakeEngine.Tone(r.Text + "one", null)) } };
        RunResult sequential = await reference.RunAsync(reference.Plan(utterances: 20), Token);

        RunResult overlapped = await new RunExecutor([bench.Engine], [bench.Ear], TimeProvider.System, bench.Progress, bench.Host, new RunSettings { Pipeline = true }).RunAsync(bench.Plan(utterances: 20), Token);

        Assert.Equal(sequential.Takes.Select(t => (t.Take.Key, t.Take.Synthesis!.AudioSha256, t.Take.Recognitions[0].Transcript!.Text)), overlapped.Takes.Select(t => (t.Take.Key, t.Take.Synthesis!.AudioSha256, t.Take.Recognitions[0].Transcript!.Text)));
        Assert.All(overlapped.Takes, t => Assert.False(t.Take.Synthesis!.IsTimingEligible));
        Assert.All(overlapped.Takes, t => Assert.NotNull(t.Take.Synthesis!.WallSeconds));
        Assert.All(expected.Takes, t => Assert.True(t.Take.Synthesis!.IsTimingEligible));
        Assert.Equal(20, bench.Ear.Heard.Count);
    }

    [Fact]
    public async Task RunAsync_PipelineWithABrokenRecognizer_EndsAndSaysWhy()
    {
        using var bench = new RunBench { Engine = new FakeEngine("fake") { Speak = async (r, t) => { await Task.Delay(2, t); return FakeEngine.Tone(r.Text, 1); } } };
        var executor = new RunExecutor([bench.Engine], [new BrokenEar()], TimeProvider.System, bench.Progress, bench.Host, new RunSettings { Pipeline = true });

        var error = await Assert.ThrowsAsync<Core.InputException>(() => executor.RunAsync(bench.Plan(utterances: 50), Token));

        Assert.Equal("the model is gone", error.Message);
        Assert.Equal(0, bench.Engine.LiveCount);
    }

    // loads once, to say what it is, and never again
    private sealed class BrokenEar : IRecognizerEngine
    {
        private readonly FakeRecognizer _good = new();
        private int _loads;

        public string Name => "fake";

        public bool Knows(string recognizerId) => true;

        public EngineStatus Probe() => _good.Probe();

        public Task<ISpeechRecognizer> LoadAsync(string recognizerId, CancellationToken cancellationToken) =>
            ++_loads == 1 ? _good.LoadAsync(recognizerId, cancellationToken) : throw new Core.InputException("the model is gone");
    }
}
