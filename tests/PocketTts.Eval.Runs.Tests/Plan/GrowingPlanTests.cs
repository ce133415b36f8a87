using System.Collections.Immutable;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Runs.Execution;
using PocketTts.Eval.Runs.Plan;
using PocketTts.Eval.Runs.Tests.Fakes;

namespace PocketTts.Eval.Runs.Tests.Plan;

public sealed class GrowingPlanTests : IDisposable
{
    private readonly RunBench _bench = new();

    [Fact]
    public void Of_Plan_GrowsByTextsThenByTakesToTheWhole()
    {
        RunPlan plan = _bench.Plan(utterances: 20, repeats: 3);
        ImmutableArray<RunPlan> parts = GrowingPlan.Of(plan, 8);
        Assert.Equal([(8, 1), (12, 1), (18, 1), (20, 1), (20, 2), (20, 3)], parts.Select(p => (p.Corpora[0].Used.Length, p.Repeats)));
        Assert.Same(plan, parts[^1]);
        for (int i = 1; i < parts.Length; i++)
        {
            Assert.Empty(PlanExpander.Expand(parts[i - 1]).Select(t => (t.Key, t.Seed)).Except(PlanExpander.Expand(parts[i]).Select(t => (t.Key, t.Seed))));
        }
    }

    [Fact]
    public void Of_FewTextsOrOneTake_IsTheWhole()
    {
        RunPlan plan = _bench.Plan(utterances: 3, repeats: 1);
        Assert.Same(plan, Assert.Single(GrowingPlan.Of(plan, 10)));
    }

    [Fact]
    public async Task RunAsync_PartAfterPart_SpeaksEachTakeOnce()
    {
        RunPlan plan = _bench.Plan(utterances: 6, repeats: 2);
        RunResult? result = null;
        foreach (RunPlan part in GrowingPlan.Of(plan, 2))
        {
            result = await Executor(grows: true).RunAsync(part, TestContext.Current.CancellationToken);
            Assert.Equal(part.TakeCount, result.Takes.Length);
            Assert.All(result.Takes, t => Assert.True(t.IsOk));
        }

        // two systems × 6 texts × 2 takes, and a warm-up for each system and session
        Assert.Equal(24, result!.Takes.Length);
        Assert.Equal(24, File.ReadLines(Path.Combine(_bench.OutputFolder, "journal.jsonl")).Count(l => l.Contains("\"synthesized\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task RunAsync_GrownPlanWithoutGrowing_IsRefused()
    {
        await Executor(grows: false).RunAsync(_bench.Plan(repeats: 1), TestContext.Current.CancellationToken);
        InputException problem = await Assert.ThrowsAsync<InputException>(() => Executor(grows: false).RunAsync(_bench.Plan(repeats: 2), TestContext.Current.CancellationToken));
        Assert.Contains("repeats", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_SmallerOrOtherPlanWhileGrowing_IsRefused()
    {
        await Executor(grows: true).RunAsync(_bench.Plan(repeats: 2), TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<InputException>(() => Executor(grows: true).RunAsync(_bench.Plan(repeats: 1), TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<InputException>(() => Executor(grows: true).RunAsync(_bench.Plan(repeats: 3, seed: 9), TestContext.Current.CancellationToken));
    }

    public void Dispose() => _bench.Dispose();

    private RunExecutor Executor(bool grows) =>
        new([_bench.Engine], [_bench.Ear], _bench.Time, _bench.Progress, _bench.Host, new RunSettings { Grows = grows }, new FakeMeter());
}
