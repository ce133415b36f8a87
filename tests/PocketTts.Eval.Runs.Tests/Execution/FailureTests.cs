using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Execution;
using PocketTts.Eval.Runs.Folder;
using PocketTts.Eval.Runs.Plan;
using PocketTts.Eval.Runs.Tests.Fakes;

namespace PocketTts.Eval.Runs.Tests.Execution;

/// <summary>What goes wrong becomes a row, or one line before anything is done.</summary>
public sealed class FailureTests : IDisposable
{
    private readonly RunBench _bench = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Faults => new()
    {
        { "throw", "engine-error" },
        { "fail", "nothing-to-speak" },
        { "nan", "not-a-number" },
        { "empty", "empty-audio" },
        { "silence", "silent-audio" },
        { "short", "too-short" },
        { "hang", "time-out" },
        { "cancel", "engine-error" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task RunAsync_OneTakeFails_IsARowAndTheRestGoesOn(string fault, string reason)
    {
        using var bench = new RunBench { Engine = new FakeEngine("fake") { Speak = (r, t) => r is { Repeat: 1, Text: "Größe number 2." } ? Break(fault, t) : Task.FromResult(FakeEngine.Tone(r.Text, 1)) } };
        RunPlan plan = bench.Plan(systems: ["fake:one"]) with { Limits = new TakeLimits(0.05, 0) };

        // a hang needs a clock that moves
        var executor = new RunExecutor([bench.Engine], [bench.Ear], fault == "hang" ? TimeProvider.System : bench.Time, bench.Progress, bench.Host, new RunSettings());
        RunResult result = await executor.RunAsync(plan, Token);

        ScoredTake failed = Assert.Single(result.Takes, t => !t.IsOk);
        Assert.Equal(("synthesize", reason), (failed.Failure!.Stage, failed.Failure.Reason));
        Assert.Equal(("u-002", 1), (failed.Take.Key.UtteranceId, failed.Take.Key.Repeat));
        Assert.Empty(failed.Take.Recognitions);
        Assert.Equal(RunStatus.CompletedWithFailures, result.Info.Status);
        Assert.Equal(1, result.Systems[0].FailedTakes);
        Assert.Equal(1, bench.Progress.Reports.Last(p => p.Phase == RunPhase.Synthesizing).Failures);
        Assert.Equal(RunStatus.CompletedWithFailures, RunFolder.Open(bench.OutputFolder).Info.Status);

        // a failed row is final: the same command does not make it again
        int calls = bench.Engine.Calls.Count;
        await executor.RunAsync(plan, Token);
        Assert.Equal(calls, bench.Engine.Calls.Count);
    }

    [Fact]
    public async Task RunAsync_RecognizerFailsOnOneSound_FailsAllTakesWithThatSound()
    {
        int broken = FakeEngine.Tone("Größe number 2.one", null).Length;
        using var bench = new RunBench
        {
            Ear = new FakeRecognizer { Hear = (audio, _) => audio.Samples.Length == broken ? throw new TakeFailedException("too-loud", "ouch") : Task.FromResult("x") },
        };

        RunResult result = await bench.RunAsync(bench.Plan(systems: ["fake:one"]), Token);

        ScoredTake[] failed = [.. result.Takes.Where(t => !t.IsOk)];
        Assert.Equal(2, failed.Length);
        Assert.All(failed, t => Assert.Equal(new TakeFailure("transcribe", "too-loud", "ouch"), t.Failure));
        Assert.Equal(RunStatus.CompletedWithFailures, result.Info.Status);
    }

    [Fact]
    public async Task RunAsync_ClippedSound_IsAWarning()
    {
        using var bench = new RunBench { Engine = new FakeEngine("fake") { Speak = (_, _) => Task.FromResult(Enumerable.Repeat(1.5f, 4000).ToArray()) } };

        RunResult result = await bench.RunAsync(bench.Plan(utterances: 1, repeats: 1, systems: ["fake"]), Token);

        Assert.Equal("clipped-audio", Assert.Single(result.Takes[0].Take.Synthesis!.Warnings).Code);
        Assert.Equal(1.5, result.Takes[0].Take.Synthesis!.Peak);
    }

    [Fact]
    public async Task RunAsync_WarmUpFails_IsNotedAndTheRunGoesOn()
    {
        using var bench = new RunBench { Engine = new FakeEngine("fake") { Speak = (r, t) => r.Text == SynthesisStage.WarmUpText ? throw new InvalidOperationException("cold") : Task.FromResult(FakeEngine.Tone(r.Text, 1)) } };

        RunResult result = await bench.RunAsync(bench.Plan(), Token);

        Assert.Equal(RunStatus.Completed, result.Info.Status);
        Assert.Equal(2, bench.Progress.Notes.Count(n => n.Contains("the warm-up failed (InvalidOperationException: cold)", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task RunAsync_LoadingFails_LeavesNoFolder()
    {
        var error = await Assert.ThrowsAsync<InputException>(() => new RunExecutor([new BrokenEngine()], [_bench.Ear], _bench.Time, _bench.Progress, _bench.Host, new RunSettings()).RunAsync(_bench.Plan(systems: ["broken"]), Token));

        Assert.Equal("no voice 'x'", error.Message);
        Assert.False(Directory.Exists(_bench.OutputFolder));
    }

    [Theory]
    [InlineData("fakke:one", "fake-ear", "no engine 'fakke'; expected fake; did you mean 'fake'?")]
    [InlineData("fake:one", "fake-eer", "no recognizer 'fake-eer'; did you mean 'fake-ear'")]
    public async Task RunAsync_UnknownName_OffersTheNearest(string system, string recognizer, string message)
    {
        var error = await Assert.ThrowsAsync<InputException>(() => _bench.RunAsync(_bench.Plan(systems: [system]) with { Recognizers = [recognizer] }, Token));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_FolderOfAnotherPlan_SaysWhatDiffers()
    {
        await _bench.RunAsync(_bench.Plan(), Token);

        var error = await Assert.ThrowsAsync<InputException>(() => _bench.RunAsync(_bench.Plan(repeats: 3, seed: 2), Token));

        Assert.Contains("the folder holds another run: repeats: there '2', now '3'; seed: there '1', now '2'", error.Message, StringComparison.Ordinal);
        Assert.Contains("--out", error.Message, StringComparison.Ordinal);
        Assert.Equal(RunStatus.Completed, RunFolder.Open(_bench.OutputFolder).Info.Status);
    }

    [Fact]
    public async Task RunAsync_ChangedModelFile_IsNotSilentlyReused()
    {
        await _bench.RunAsync(_bench.Plan(systems: ["fake:one"]), Token);
        _bench.Engine.ModelSha256 = new string('d', 64);

        var error = await Assert.ThrowsAsync<InputException>(() => _bench.RunAsync(_bench.Plan(systems: ["fake:one"]), Token));

        Assert.Contains("fake:one: model files: there 'fake.onnx@aaaaaaaaaaaa', now 'fake.onnx@dddddddddddd'", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, _bench.Engine.LiveCount);
    }

    [Fact]
    public async Task RunAsync_ChangedRecognizer_IsNotSilentlyReused()
    {
        await _bench.RunAsync(_bench.Plan(), Token);
        _bench.Ear.EngineVersion = "2";

        var error = await Assert.ThrowsAsync<InputException>(() => _bench.RunAsync(_bench.Plan(), Token));

        Assert.Contains("fake-ear: engine version: there 'fake 1', now 'fake 2'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_OtherMachine_IsRefused()
    {
        await _bench.RunAsync(_bench.Plan(), Token);
        _bench.Host = _bench.Host with { Machine = _bench.Host.Machine with { Fingerprint = "ffffffffffff" } };

        var error = await Assert.ThrowsAsync<InputException>(() => _bench.RunAsync(_bench.Plan(), Token));

        Assert.Contains("machine: there 'Test CPU, 2 processors (0123456789ab)', now 'Test CPU, 2 processors (ffffffffffff)'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a-file", "there is a file of that name")]
    [InlineData("a-file/below", "the run folder cannot be written")]
    [InlineData("strangers", "the folder is not empty and holds no run (found 'holiday.jpg')")]
    public async Task RunAsync_UnusableFolder_SaysWhy(string relative, string message)
    {
        _bench.Temp.Write("a-file", "x");
        _bench.Temp.Write("strangers/holiday.jpg", "x");

        var error = await Assert.ThrowsAsync<InputException>(() => _bench.RunAsync(_bench.Plan() with { OutputFolder = _bench.Temp.Of(relative) }, Token));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Empty(_bench.Engine.Calls);
    }

    [Fact]
    public async Task RunAsync_TwoRunsInOneFolder_TheSecondIsRefused()
    {
        Exception? second = null;
        string folder = string.Empty;
        using var bench = new RunBench { Progress = new RecordingProgress { OnReport = p => second ??= p.Done == 3 ? Record.Exception(() => RunLock.Acquire(folder)) : null } };
        folder = bench.OutputFolder;

        await bench.RunAsync(bench.Plan(), Token);

        Assert.Contains("works in this folder", Assert.IsType<InputException>(second).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(bench.OutputFolder, RunLock.LockFileName)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RunAsync_SoundLostBehindOurBack_IsMadeAgain(bool isDeleted)
    {
        RunResult first = await _bench.RunAsync(_bench.Plan(), Token);
        string lost = Directory.GetFiles(Path.Combine(_bench.OutputFolder, "audio"))[0];
        byte[] before = await File.ReadAllBytesAsync(lost, Token);
        if (isDeleted)
        {
            File.Delete(lost);
        }
        else
        {
            await File.WriteAllBytesAsync(lost, before[..^100], Token);
        }

        RunResult second = await _bench.RunAsync(_bench.Plan(), Token);

        Assert.Equal(before, await File.ReadAllBytesAsync(lost, Token));
        Assert.Equal("1 stored sounds are gone or altered; 2 takes are spoken again", Assert.Single(_bench.Progress.Notes));
        Assert.Equal(first.Takes.Select(t => t.Take.Synthesis!.AudioSha256), second.Takes.Select(t => t.Take.Synthesis!.AudioSha256));
        Assert.Equal(6, _bench.Ear.Heard.Count);
    }

    [Fact]
    public async Task RunAsync_SoundAlteredAfterTheRunWasCutOff_IsFoundByItsHash()
    {
        await _bench.RunAsync(_bench.Plan(), Token);
        string runFile = Path.Combine(_bench.OutputFolder, RunFolder.RunFileName);
        await File.WriteAllTextAsync(runFile, (await File.ReadAllTextAsync(runFile, Token)).Replace("\"completed\"", "\"started\"", StringComparison.Ordinal), Token);
        string altered = Directory.GetFiles(Path.Combine(_bench.OutputFolder, "audio"))[0];
        byte[] before = await File.ReadAllBytesAsync(altered, Token);
        await File.WriteAllBytesAsync(altered, new byte[before.Length], Token);

        await _bench.RunAsync(_bench.Plan(), Token);

        Assert.Equal(before, await File.ReadAllBytesAsync(altered, Token));
    }

    [Fact]
    public async Task RunAsync_JournalDamagedInTheMiddle_MakesThatTakeAgain()
    {
        RunResult first = await _bench.RunAsync(_bench.Plan(), Token);
        string journal = Path.Combine(_bench.OutputFolder, RunFolder.JournalFileName);
        byte[] bytes = await File.ReadAllBytesAsync(journal, Token);
        bytes[20] ^= 1;
        await File.WriteAllBytesAsync(journal, bytes, Token);
        int calls = _bench.Engine.Calls.Count;

        RunResult second = await _bench.RunAsync(_bench.Plan(), Token);

        // one take and one warm-up
        Assert.Equal(calls + 2, _bench.Engine.Calls.Count);
        Assert.Equal(first.Takes.Select(t => t.Take.Synthesis!.AudioSha256), second.Takes.Select(t => t.Take.Synthesis!.AudioSha256));
        Assert.StartsWith("journal.jsonl:1: the checksum does not fit the line", Assert.Single(_bench.Progress.Notes), StringComparison.Ordinal);
    }

    private static async Task<float[]> Break(string fault, CancellationToken cancellationToken)
    {
        switch (fault)
        {
            case "fail":
                throw new TakeFailedException("nothing-to-speak", "no words");
            case "nan":
                return [.. Enumerable.Repeat(0.5f, 4000), float.NaN];
            case "empty":
                return [];
            case "silence":
                return new float[4000];
            case "short":
                return [.. Enumerable.Repeat(0.5f, 100)];
            case "hang":
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return [];
            case "cancel":
                throw new OperationCanceledException("for no reason");
            default:
                throw new InvalidOperationException("two\nlines");
        }
    }

    public void Dispose() => _bench.Dispose();

    private sealed class BrokenEngine : ISynthesizerEngine
    {
        public string Name => "broken";

        public EngineStatus Probe() => new("broken", false, "broken", []);

        public Task<ISpeechSynthesizer> LoadAsync(SystemSpec spec, CancellationToken cancellationToken) => throw new InputException("no voice 'x'");
    }
}
