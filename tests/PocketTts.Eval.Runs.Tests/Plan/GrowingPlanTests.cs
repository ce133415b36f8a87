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
    public void Of_SeveralCorpora_DrawsOfEachTheSameShareInAnOrderOfTheSeed()
    {
        PlannedCorpus one = RunBench.Corpus(40);
        PlannedCorpus other = RunBench.Corpus(20) with { Corpus = RunBench.Corpus(20).Corpus with { Name = "other" } };
        RunPlan plan = _bench.Plan() with { Corpora = [one, other] };

        RunPlan first = GrowingPlan.Of(plan, 15)[0];

        Assert.Equal([10, 5], first.Corpora.Select(c => c.Used.Length));
        string[] ids = [.. first.Corpora[0].Used.Select(u => u.Id)];
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.NotEqual(one.Used.Take(10).Select(u => u.Id), ids);
        Assert.Equal(ids, GrowingPlan.Of(plan, 15)[0].Corpora[0].Used.Select(u => u.Id));
        Assert.NotEqual(ids, GrowingPlan.Of(plan with { Seed = 2 }, 15)[0].Corpora[0].Used.Select(u => u.Id));

        // of every text as often, over many seeds
        var drawn = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int seed = 0; seed < 400; seed++)
        {
            foreach (string id in GrowingPlan.Of(plan with { Seed = seed }, 15)[0].Corpora[0].Used.Select(u => u.Id))
            {
                drawn[id] = drawn.GetValueOrDefault(id) + 1;
            }
        }

        // 400 × ¼, standard deviation 8.7
        Assert.Equal(40, drawn.Count);
        Assert.All(drawn.Values, n => Assert.InRange(n, 65, 135));
    }

    [Fact]
    public async Task Remaining_AfterAnInterruption_GoesOnFromThePartThatWasReached()
    {
        RunPlan plan = _bench.Plan(utterances: 12, repeats: 2);
        ImmutableArray<RunPlan> parts = GrowingPlan.Of(plan, 4);
        Assert.Equal(parts, GrowingPlan.Remaining(parts));
        await Executor(grows: true).RunAsync(parts[1], TestContext.Current.CancellationToken);

        ImmutableArray<RunPlan> left = GrowingPlan.Remaining(parts);

        Assert.Equal(parts[1..], left);
        RunResult result = await Executor(grows: true).RunAsync(left[1], TestContext.Current.CancellationToken);
        Assert.Equal(left[1].TakeCount, result.Takes.Length);

        // what the folder holds is more than this: the executor says so
        Assert.Same(parts[0], Assert.Single(GrowingPlan.Remaining([parts[0]])));
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
