using System.Text.Json;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Verdicts;
using PocketTts.Eval.Runs.Folder;
using PocketTts.Eval.Runs.Merging;
using PocketTts.Eval.Runs.Plan;
using PocketTts.Eval.Runs.Tests.Fakes;

namespace PocketTts.Eval.Runs.Tests.Merging;

public sealed class RunMergerTests : IDisposable
{
    private readonly RunBench _bench;
    private readonly List<string> _notes = [];
    private string _salt = string.Empty;

    public RunMergerTests()
    {
        RunBench? bench = null;
        bench = new RunBench
        {
            Engine = new FakeEngine("fake", usesSeed: true)
            {
                OnSynthesis = () => bench!.Time.Advance(TimeSpan.FromMilliseconds(100)),
                Speak = (r, _) => r is { Repeat: 1, Text: "Größe number 4." }
                    ? throw new Core.Speech.TakeFailedException("no", "never")
                    : Task.FromResult(FakeEngine.Tone(r.Text + _salt, r.Seed)),
            },
        };
        _bench = bench;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Merge_Shards_AreTheWholeRunByteForByte()
    {
        RunResult whole = await _bench.RunAsync(Plan() with { OutputFolder = Of("whole/run") }, Token);
        string[] shards = await ShardsAsync(3);

        RunResult merged = Merge("merged/run", shards);

        Assert.Equal(JsonSerializer.Serialize(whole.Systems), JsonSerializer.Serialize(merged.Systems));
        Assert.Equal(whole.Takes.Select(Row), merged.Takes.Select(Row));
        Assert.Equal(RunStatus.CompletedWithFailures, merged.Info.Status);
        Assert.Empty(_notes);
        RunFolder read = RunFolder.Open(Of("merged/run"));
        Assert.Equal(JsonSerializer.Serialize(whole.Systems), JsonSerializer.Serialize(read.Score().Systems));
        Assert.Null(read.Plan.Shard);
        Assert.Equal(Sounds("whole/run"), Sounds("merged/run"));

        // the merged run is a run: the same command finds nothing to do
        int calls = _bench.Engine.Calls.Count;
        await _bench.RunAsync(Plan() with { OutputFolder = Of("merged/run") }, Token);
        Assert.Equal(calls, _bench.Engine.Calls.Count);
    }

    [Fact]
    public async Task Merge_OrderOfParts_MakesNoDifference()
    {
        string[] shards = await ShardsAsync(3);

        RunResult one = Merge("one/run", shards);
        RunResult other = Merge("other/run", [shards[2], shards[0], shards[1]]);

        Assert.Equal(JsonSerializer.Serialize(one.Systems), JsonSerializer.Serialize(other.Systems));
        Assert.Equal(one.Takes.Select(Row), other.Takes.Select(Row));
    }

    [Fact]
    public async Task Merge_PartWithin_CountsOnce()
    {
        string[] shards = await ShardsAsync(2);
        RunResult once = Merge("once/run", shards);

        RunResult again = Merge("again/run", [Of("once/run"), shards[1], shards[1]]);

        Assert.Equal(JsonSerializer.Serialize(once.Systems), JsonSerializer.Serialize(again.Systems));
        Assert.Equal(File.ReadAllLines(Path.Combine(Of("once/run"), "journal.jsonl")), File.ReadAllLines(Path.Combine(Of("again/run"), "journal.jsonl")));
    }

    [Fact]
    public async Task Merge_OtherSoundOfOneTake_NamesBoth()
    {
        string[] shards = await ShardsAsync(2);
        _salt = "other";
        await _bench.RunAsync(Plan() with { Shard = new PlanShard(1, 2), OutputFolder = Of("twin") }, Token);

        var error = Assert.Throws<InputException>(() => Merge("merged", [.. shards, Of("twin")]));

        Assert.All(error.Problems.Take(5), p => Assert.Contains("two runs have different facts of one take (fake:one, made-up/u-00", p.Message.Replace("two, ", "fake:one, ", StringComparison.Ordinal), StringComparison.Ordinal));
        Assert.Contains(shards[0], error.Problems[0].Message, StringComparison.Ordinal);
        Assert.Contains(Of("twin"), error.Problems[0].Message, StringComparison.Ordinal);
        Assert.Equal("7 more takes conflict", error.Problems[^1].Message);
        Assert.False(Directory.Exists(Of("merged")));
    }

    [Fact]
    public async Task Merge_ShardMissing_SaysHowManyTakesAre()
    {
        string[] shards = await ShardsAsync(3);

        RunResult merged = Merge("merged", shards[..2]);

        Assert.Equal(RunStatus.Cancelled, merged.Info.Status);
        Assert.Equal("4 of 20 takes are in none of the runs", Assert.Single(_notes));
        Assert.Equal(4, merged.Takes.Count(t => t.Take.IsMissing));

        // and the whole plan continues it
        RunResult continued = await _bench.RunAsync(Plan() with { OutputFolder = Of("merged") }, Token);
        Assert.DoesNotContain(continued.Takes, t => t.Take.IsMissing);
    }

    [Fact]
    public async Task Merge_OtherPlan_NamesTheDifference()
    {
        await _bench.RunAsync(Plan() with { OutputFolder = Of("a") }, Token);
        await _bench.RunAsync(_bench.Plan(utterances: 5, repeats: 3) with { OutputFolder = Of("b") }, Token);

        var error = Assert.Throws<InputException>(() => Merge("merged", [Of("a"), Of("b")]));

        Assert.Contains("repeats: there '2', now '3'", error.Message, StringComparison.Ordinal);
        Assert.Contains($"there: {Of("a")}, now: {Of("b")}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Merge_OtherComputer_NeedsToGiveUpTimings()
    {
        string first = (await ShardsAsync(2))[0];
        _bench.Host = _bench.Host with { Machine = _bench.Host.Machine with { Fingerprint = "ffffffffffff" } };
        await _bench.RunAsync(Plan() with { Shard = new PlanShard(2, 2), OutputFolder = Of("elsewhere") }, Token);

        var error = Assert.Throws<InputException>(() => Merge("merged", [first, Of("elsewhere")]));
        RunResult merged = Merge("merged", [first, Of("elsewhere")], withoutTimings: true);

        Assert.EndsWith("runs of several computers merge with --without-timings", error.Message, StringComparison.Ordinal);
        Assert.All(merged.Systems, s => Assert.Equal(0, s.Speed.EligibleTakes));
        Assert.DoesNotContain(merged.Takes, t => t.Take.IsMissing);
    }

    [Fact]
    public async Task Merge_OutputWithARun_IsRefused()
    {
        string[] shards = await ShardsAsync(2);

        var error = Assert.Throws<InputException>(() => Merge("shard-1", shards));

        Assert.Contains("the folder holds a run", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();

    private static string Row(ScoredTake take) =>
        $"{take.Take.Key} {take.Take.Seed} {take.Take.Synthesis?.AudioSha256} {take.Take.Synthesis?.WallSeconds} {take.Failure?.Reason} {take.Take.Recognitions.FirstOrDefault()?.Transcript?.Text}";

    private RunPlan Plan() => _bench.Plan(utterances: 5, repeats: 2);

    private string Of(string relative) => _bench.Temp.Of(relative);

    private string[] Sounds(string folder) => [.. Directory.GetFiles(Path.Combine(Of(folder), "audio")).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    private async Task<string[]> ShardsAsync(int count)
    {
        var folders = new List<string>();
        for (int i = 1; i <= count; i++)
        {
            folders.Add(Of($"shard-{i}"));
            await _bench.RunAsync(Plan() with { Shard = new PlanShard(i, count), OutputFolder = folders[^1] }, Token);
        }

        return [.. folders];
    }

    private RunResult Merge(string output, string[] folders, bool withoutTimings = false) =>
        RunMerger.Merge(folders, Of(output), withoutTimings, ScoringOptions.Default, _bench.Time, _notes.Add, Token);
}
