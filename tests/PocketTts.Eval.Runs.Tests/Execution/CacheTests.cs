using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Execution;
using PocketTts.Eval.Runs.Plan;
using PocketTts.Eval.Runs.Tests.Fakes;

namespace PocketTts.Eval.Runs.Tests.Execution;

/// <summary>Runs that share a cache: equal takes are made once, timings never travel.</summary>
public sealed class CacheTests : IDisposable
{
    private readonly RunBench _bench = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_SecondRun_TakesSoundAndTranscriptsFromTheCacheWithoutTimings()
    {
        RunResult first = await RunAsync("a");
        int calls = _bench.Engine.Calls.Count, heard = _bench.Ear.Heard.Count;

        RunResult second = await RunAsync("b");

        Assert.Equal((calls, heard), (_bench.Engine.Calls.Count, _bench.Ear.Heard.Count));
        Assert.Equal(first.Takes.Select(t => t.Take.Synthesis!.AudioSha256), second.Takes.Select(t => t.Take.Synthesis!.AudioSha256));
        Assert.Equal(first.Takes.Select(t => t.Take.Recognitions[0].Transcript!.Text), second.Takes.Select(t => t.Take.Recognitions[0].Transcript!.Text));
        Assert.All(first.Takes, t => Assert.True(t.Take.Synthesis is { IsTimingEligible: true, Source: null, WallSeconds: > 0 }));
        Assert.All(second.Takes, t => Assert.True(t.Take.Synthesis is { IsTimingEligible: false, Source: "cache", WallSeconds: null, CpuSeconds: null, FirstAudioSeconds: null, ProcessMemoryBytes: null }));
        Assert.All(second.Systems, s => Assert.Equal(0, s.Speed.EligibleTakes));
        Assert.True(File.Exists(Path.Combine(_bench.Temp.Of("b"), "audio", second.Takes[0].Take.Synthesis!.AudioSha256 + ".wav")));
    }

    [Fact]
    public async Task RunAsync_LargerPlan_SpeaksOnlyWhatIsNew()
    {
        await RunAsync("a");
        int calls = _bench.Engine.Calls.Count;

        RunResult second = await RunAsync("b", _bench.Plan(repeats: 3));

        // one more repeat of three texts by two systems, and a warm-up each
        Assert.Equal(calls + 6 + 2, _bench.Engine.Calls.Count);
        Assert.All(second.Takes, t => Assert.Equal(t.Take.Key.Repeat == 2 ? null : "cache", t.Take.Synthesis!.Source));
        Assert.All(second.Systems, s => Assert.Equal(3, s.Speed.EligibleTakes));
    }

    [Theory]
    [InlineData("audio", ".wav")]
    [InlineData("takes", ".json")]
    public async Task RunAsync_DamagedCache_IsAsIfItWereNotThere(string kind, string extension)
    {
        RunResult first = await RunAsync("a");
        foreach (string file in Directory.GetFiles(_bench.Temp.Of("cache"), "*" + extension, SearchOption.AllDirectories).Where(f => f.Contains($"/{kind}/", StringComparison.Ordinal)))
        {
            await File.WriteAllBytesAsync(file, new byte[new FileInfo(file).Length], Token);
        }

        RunResult second = await RunAsync("b");

        Assert.All(second.Takes, t => Assert.Null(t.Take.Synthesis!.Source));
        Assert.Equal(first.Takes.Select(t => t.Take.Synthesis!.AudioSha256), second.Takes.Select(t => t.Take.Synthesis!.AudioSha256));
    }

    [Fact]
    public async Task RunAsync_OtherProcessorOrModel_FindsNothing()
    {
        await RunAsync("a");
        RunHost host = _bench.Host;
        _bench.Host = host with { Machine = host.Machine with { InstructionSets = ["avx2", "avx512_vnni"], Fingerprint = "ffffffffffff" } };
        RunResult otherProcessor = await RunAsync("b");
        _bench.Host = host;
        _bench.Engine.ModelSha256 = new string('e', 64);
        RunResult otherModel = await RunAsync("c");

        Assert.All(otherProcessor.Takes.Concat(otherModel.Takes), t => Assert.Null(t.Take.Synthesis!.Source));
    }

    [Fact]
    public async Task RunAsync_Failures_AreNotCached()
    {
        int calls = 0;
        using var bench = new RunBench { Engine = new FakeEngine("fake") { Speak = (r, _) => ++calls <= 2 ? throw new TakeFailedException("no", "no") : Task.FromResult(FakeEngine.Tone(r.Text, 1)) } };
        RunPlan plan = bench.Plan(utterances: 1, repeats: 1, systems: ["fake"]);
        var settings = new RunSettings { CacheFolder = bench.Temp.Of("cache") };

        RunResult first = await bench.Executor(settings).RunAsync(plan, Token);
        RunResult second = await bench.Executor(settings).RunAsync(plan with { OutputFolder = bench.Temp.Of("b") }, Token);

        Assert.False(first.Takes[0].IsOk);
        Assert.True(second.Takes[0].IsOk);
        Assert.Null(second.Takes[0].Take.Synthesis!.Source);
    }

    [Fact]
    public async Task RunAsync_FolderOfSomethingElse_IsRefused()
    {
        _bench.Temp.Write("cache/holiday.jpg", "x");

        var error = await Assert.ThrowsAsync<InputException>(() => RunAsync("a"));

        Assert.Contains("--cache: there is something else than a cache", error.Message, StringComparison.Ordinal);
        Assert.Single(Directory.GetFileSystemEntries(_bench.Temp.Of("cache")));
    }

    [Fact]
    public async Task RunAsync_FullCacheDisk_IsNotedOnceAndCostsNothing()
    {
        // a file where a folder should be stands for any reason not to write
        await RunAsync("a", _bench.Plan(utterances: 1, repeats: 1));
        string part = Directory.GetDirectories(_bench.Temp.Of("cache")).Single();
        Directory.Delete(Path.Combine(part, "audio"), recursive: true);
        await File.WriteAllTextAsync(Path.Combine(part, "audio"), "x", Token);

        RunResult second = await RunAsync("b");

        Assert.Equal(RunStatus.Completed, second.Info.Status);
        Assert.Single(_bench.Progress.Notes, n => n.StartsWith("nothing more is stored in the cache", StringComparison.Ordinal));
    }

    public void Dispose() => _bench.Dispose();

    private Task<RunResult> RunAsync(string folder, RunPlan? plan = null) =>
        _bench.Executor(new RunSettings { CacheFolder = _bench.Temp.Of("cache") }).RunAsync((plan ?? _bench.Plan()) with { OutputFolder = _bench.Temp.Of(folder) }, Token);
}
