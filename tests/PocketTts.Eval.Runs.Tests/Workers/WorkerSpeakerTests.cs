using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Execution;
using PocketTts.Eval.Runs.Tests.Fakes;
using PocketTts.Eval.Runs.Workers;

namespace PocketTts.Eval.Runs.Tests.Workers;

/// <summary>What a run makes of a worker that works, dies, hangs, babbles or grows. The workers are threads.</summary>
public sealed class WorkerSpeakerTests
{
    private static readonly SynthesisRequest s_request = new("Größe number 1.", "en");
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);

    private readonly List<FakeWorker> _started = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SpeakAsync_Worker_GivesWhatTheEngineGivesInProcess()
    {
        using ISpeechSynthesizer synthesizer = await new FakeEngine("fake").LoadAsync(SystemSpec.Parse("fake:one"), Token);
        var expected = (SpokenOutcome)await new InProcessSpeaker(synthesizer, TimeProvider.System, new FakeMeter()).SpeakAsync(s_request, s_limit, Token);
        await using WorkerSpeaker speaker = await LoadAsync(new FakeEngine("fake"));
        Assert.Null(await speaker.WarmUpAsync(s_request, s_limit, Token));

        var spoken = (SpokenOutcome)await speaker.SpeakAsync(s_request, s_limit, Token);

        Assert.Equal(expected.Wav, spoken.Wav);
        Assert.Equal((expected.Facts.AudioSeconds, expected.Facts.Peak, expected.Facts.Phonemes), (spoken.Facts.AudioSeconds, spoken.Facts.Peak, spoken.Facts.Phonemes));
        Assert.Equal((123_456_789, 234_567_890), (spoken.Facts.ProcessMemoryBytes, spoken.Facts.ProcessPeakMemoryBytes));
        Assert.Equal(0.05, spoken.Facts.CpuSeconds!.Value, 9);
        Assert.True(spoken.Facts.IsTimingEligible);
        Assert.True(spoken.Facts.WallSeconds >= spoken.Facts.FirstAudioSeconds);
        Assert.Equal("one", speaker.Info.Voice);
        Assert.Single(_started);
    }

    [Fact]
    public async Task SpeakAsync_WithoutWarmUp_TheFirstTimingDoesNotCount()
    {
        await using WorkerSpeaker speaker = await LoadAsync(new FakeEngine("fake"));

        Assert.False(((SpokenOutcome)await speaker.SpeakAsync(s_request, s_limit, Token)).Facts.IsTimingEligible);
        Assert.True(((SpokenOutcome)await speaker.SpeakAsync(s_request, s_limit, Token)).Facts.IsTimingEligible);
    }

    [Theory]
    [InlineData(139, "worker-crashed", "the worker process died (SIGSEGV); it printed: last words")]
    [InlineData(137, "worker-crashed", "the worker process was killed (SIGKILL; the system does so when memory runs out); it printed: last words")]
    [InlineData(3, "worker-exited", "the worker process ended with exit code 3; it printed: last words")]
    [InlineData(0, "worker-exited", "the worker process ended with exit code 0; it printed: last words")]
    public async Task SpeakAsync_WorkerDies_IsAFailureAndTheNextTakeHasANewWarmWorker(int exitCode, string reason, string message)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are Unix'");
        int takes = 0;
        await using WorkerSpeaker speaker = await LoadAsync(new FakeEngine("fake") { Speak = (r, t) => ++takes == 2 ? DieAsync(exitCode, "last words", t) : Task.FromResult(FakeEngine.Tone(r.Text, 1)) });
        await speaker.WarmUpAsync(s_request, s_limit, Token);

        var failed = (FailedOutcome)await speaker.SpeakAsync(s_request, s_limit, Token);
        var next = (SpokenOutcome)await speaker.SpeakAsync(s_request, s_limit, Token);

        Assert.Equal(new FailedOutcome(reason, message, FailureKind.Death), failed);
        Assert.True(next.Facts.IsTimingEligible);
        Assert.Equal(2, _started.Count);
        Assert.Equal(4, takes);
    }

    [Fact]
    public async Task SpeakAsync_EngineStopsWhenTold_IsATimeOutAndTheWorkerStays()
    {
        int takes = 0;
        await using WorkerSpeaker speaker = await LoadAsync(new FakeEngine("fake") { Speak = (r, t) => ++takes == 1 ? HangAsync(t) : Task.FromResult(FakeEngine.Tone(r.Text, 1)) });

        SpeakOutcome outcome = await speaker.SpeakAsync(s_request, TimeSpan.FromSeconds(4), Token);

        Assert.Equal(new FailedOutcome("time-out", "not done after 4 s", FailureKind.TimeOut), outcome);
        Assert.IsType<SpokenOutcome>(await speaker.SpeakAsync(s_request, s_limit, Token));
        Assert.Single(_started);
    }

    [Fact]
    public async Task SpeakAsync_EngineDoesNotStop_IsKilledSoonAfterItsLimit()
    {
        int takes = 0;
        await using WorkerSpeaker speaker = await LoadAsync(new FakeEngine("fake") { Speak = (r, _) => ++takes == 1 ? HangAsync(CancellationToken.None) : Task.FromResult(FakeEngine.Tone(r.Text, 1)) });
        long start = TimeProvider.System.GetTimestamp();

        var outcome = (FailedOutcome)await speaker.SpeakAsync(s_request, TimeSpan.FromSeconds(0.4), Token);

        Assert.Equal(("time-out", FailureKind.TimeOut), (outcome.Reason, outcome.Kind));
        Assert.EndsWith("the engine did not stop when told and its process was killed", outcome.Message, StringComparison.Ordinal);
        Assert.InRange(TimeProvider.System.GetElapsedTime(start).TotalSeconds, 0.5, 5);
        Assert.IsType<SpokenOutcome>(await speaker.SpeakAsync(s_request, s_limit, Token));
        Assert.Equal(2, _started.Count);
    }

    [Fact]
    public async Task SpeakAsync_NoSignOfLife_IsKilled()
    {
        await using WorkerSpeaker speaker = await LoadAsync(
            () => new FakeWorker(async (_, input, output) =>
            {
                Answer(input, output);
                WorkerWire.Read(input);
                await Task.Delay(Timeout.Infinite, Token);
            }),
            new WorkerPolicy { Tick = TimeSpan.FromMilliseconds(10), SilentTicks = 5 });

        var outcome = (FailedOutcome)await speaker.SpeakAsync(s_request, s_limit, Token);

        Assert.Equal("worker-stalled", outcome.Reason);
    }

    [Fact]
    public async Task SpeakAsync_WorkerThatBeats_IsWaitedFor()
    {
        var policy = new WorkerPolicy { Tick = TimeSpan.FromMilliseconds(20), SilentTicks = 5 };
        await using WorkerSpeaker speaker = await LoadAsync(
            () => new FakeWorker(async (_, input, output) =>
            {
                Answer(input, output);
                WorkerWire.Read(input);
                for (int i = 0; i < 30; i++)
                {
                    await Task.Delay(10, Token);
                    WorkerWire.Write(output, new BeatMessage());
                }

                WorkerWire.Write(output, new FailedMessage("late", "but well"));
                WorkerWire.Read(input);
            }),
            policy);

        Assert.Equal(new FailedOutcome("late", "but well", FailureKind.Answer), await speaker.SpeakAsync(s_request, s_limit, Token));
    }

    [Theory]
    [InlineData("what is this?")]
    [InlineData("PEW1\u0005\0\0\0\0\0\0\0{\"a\"}")]
    public async Task SpeakAsync_BytesThatAreNoMessage_EndTheWorker(string babble)
    {
        await using WorkerSpeaker speaker = await LoadAsync(() => new FakeWorker((_, input, output) =>
        {
            Answer(input, output);
            WorkerWire.Read(input);
            output.Write(System.Text.Encoding.Latin1.GetBytes(babble));
            WorkerWire.Read(input);
            return Task.CompletedTask;
        }));

        var outcome = (FailedOutcome)await speaker.SpeakAsync(s_request, s_limit, Token);

        Assert.Equal("worker-confused", outcome.Reason);
    }

    [Fact]
    public async Task SpeakAsync_WorkerOverItsMemory_IsReplacedAndTheTakeSaysSo()
    {
        // the fake meter reads 123 MB, as the first load message does not
        await using WorkerSpeaker speaker = await LoadAsync(
            () => new FakeWorker((_, input, output) =>
            {
                Answer(input, output);
                while (WorkerWire.Read(input) is { Message: SpeakMessage speak })
                {
                    SpokenOutcome spoken = TakeExaminer.Examine(new SynthesisResult { Audio = new Waveform(FakeEngine.Tone(speak.Request.Text, 1), FakeEngine.SampleRate) }, "x");
                    WorkerWire.Write(output, new SpokenMessage(spoken.Facts with { ProcessMemoryBytes = 123_456_789 }), spoken.Wav);
                }

                return Task.CompletedTask;
            }),
            new WorkerPolicy { MemoryLimitBytes = 100_000_000 });

        var first = (SpokenOutcome)await speaker.SpeakAsync(s_request, s_limit, Token);
        await speaker.SpeakAsync(s_request, s_limit, Token);

        Assert.Equal(
            new TakeWarning("worker-recycled", "after this take the worker process held 123 MB, over the limit of 100 MB, and was replaced"),
            Assert.Single(first.Facts.Warnings));
        Assert.Equal(2, _started.Count);
    }

    [Fact]
    public async Task LoadAsync_SystemLargerThanTheLimit_SaysSoBeforeAnything()
    {
        var error = await Assert.ThrowsAsync<InputException>(() => LoadAsync(() => new FakeWorker(new FakeEngine("fake")), new WorkerPolicy { MemoryLimitBytes = 100_000_000 }));

        Assert.Equal("system 'fake:one': the system holds 123 MB after loading, over the limit of 100 MB; raise limits.memory in the plan", error.Message);
    }

    [Fact]
    public async Task LoadAsync_EngineRefuses_GivesItsProblems()
    {
        var error = await Assert.ThrowsAsync<InputException>(() => LoadAsync(new RefusingEngine(new InputException([new InputException("no voice 'x'"), new InputException("no option 'y'")]))));

        Assert.Equal(["no voice 'x'", "no option 'y'"], error.Problems.Select(p => p.Message));
    }

    [Fact]
    public async Task LoadAsync_EngineThrowsSomethingElse_IsAFault()
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => LoadAsync(new RefusingEngine(new ArgumentException("two\nlines"))));

        Assert.Equal("system 'fake:one' cannot be loaded: ArgumentException: two lines", fault.Message);
    }

    [Fact]
    public async Task LoadAsync_WorkerDies_IsOneLine()
    {
        var error = await Assert.ThrowsAsync<InputException>(() => LoadAsync(() => new FakeWorker((worker, input, _) =>
        {
            WorkerWire.Read(input);
            worker.Die(1, "no libonnx.so");
            return Task.CompletedTask;
        })));

        Assert.StartsWith("system 'fake:one': the system cannot be loaded: the worker process ended with exit code 1; it printed: no libonnx.so", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SpeakAsync_ModelChangedBeforeTheRestart_EndsTheRun()
    {
        var engine = new FakeEngine("fake") { Speak = (_, t) => DieAsync(139, "", t) };
        await using WorkerSpeaker speaker = await LoadAsync(engine);
        await speaker.SpeakAsync(s_request, s_limit, Token);
        engine.ModelSha256 = new string('d', 64);

        var error = await Assert.ThrowsAsync<InputException>(() => speaker.SpeakAsync(s_request, s_limit, Token));

        Assert.Contains("the system changed while the run was going on: fake:one: model files", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WarmUpAsync_SentenceThatKills_IsTriedOnce()
    {
        int takes = 0;
        await using WorkerSpeaker speaker = await LoadAsync(new FakeEngine("fake") { Speak = (_, t) => ++takes < 4 ? DieAsync(134, "", t) : Task.FromResult(FakeEngine.Tone("x", 1)) });

        string? problem = await speaker.WarmUpAsync(s_request, s_limit, Token);
        await speaker.SpeakAsync(s_request, s_limit, Token);
        await speaker.SpeakAsync(s_request, s_limit, Token);
        var last = (SpokenOutcome)await speaker.SpeakAsync(s_request, s_limit, Token);

        Assert.Equal("the worker process died (SIGABRT)", problem);
        Assert.Equal(4, takes);
        Assert.False(last.Facts.IsTimingEligible);
    }

    [Fact]
    public async Task SpeakAsync_RunCancelled_EndsAndLeavesNothingBehind()
    {
        using var cancel = new CancellationTokenSource();
        WorkerSpeaker speaker = await LoadAsync(new FakeEngine("fake") { Speak = (_, _) => HangAsync(CancellationToken.None) });
        Task speaking = speaker.SpeakAsync(s_request, s_limit, cancel.Token);
        await Task.Delay(50, Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => speaking);
        await speaker.DisposeAsync();

        // the worker notices that its run is gone although its engine hangs
        Assert.Equal(137, (await _started[0].WaitAsync(Token)).ExitCode);
    }

    private static async Task<float[]> HangAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return [];
    }

    // Does by hand what a worker does when it loads.
    private static void Answer(Stream input, Stream output)
    {
        Assert.IsType<LoadMessage>(WorkerWire.Read(input)!.Message);
        WorkerWire.Write(output, new LoadedMessage(new SynthesizerInfo { Engine = "fake", EngineVersion = "1", SampleRateHz = 8000, IsDeterministic = true, UsesSeed = false, ThreadCount = 1 }, 0.5, 1_000_000));
    }

    private async Task<float[]> DieAsync(int exitCode, string lastWords, CancellationToken cancellationToken)
    {
        _started[^1].Die(exitCode, lastWords);
        return await HangAsync(cancellationToken);
    }

    private Task<WorkerSpeaker> LoadAsync(ISynthesizerEngine engine) => LoadAsync(() => new FakeWorker(engine));

    private Task<WorkerSpeaker> LoadAsync(Func<FakeWorker> start, WorkerPolicy? policy = null) =>
        WorkerSpeaker.LoadAsync(
            SystemSpec.Parse("fake:one"),
            () =>
            {
                _started.Add(start());
                return _started[^1];
            },
            policy ?? new WorkerPolicy(),
            TimeProvider.System,
            Token);

    private sealed class RefusingEngine(Exception problem) : ISynthesizerEngine
    {
        public string Name => "fake";

        public EngineStatus Probe() => new("fake", false, "fake", []);

        public Task<ISpeechSynthesizer> LoadAsync(SystemSpec spec, CancellationToken cancellationToken) => throw problem;
    }
}
