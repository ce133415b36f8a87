using PocketTts.Eval.Runs.Plan;
using PocketTts.Eval.Runs.Tests.Fakes;

namespace PocketTts.Eval.Runs.Tests.Plan;

public sealed class PlanExpanderTests : IDisposable
{
    private readonly RunBench _bench = new();

    [Fact]
    public void Expand_Interleaved_IsRepeatThenUtteranceThenSystemsInTurn()
    {
        string[] takes = [.. PlanExpander.Expand(_bench.Plan(utterances: 2, repeats: 2)).Select(t => $"{t.Key.Repeat} {t.Key.UtteranceId} {t.Key.SystemId}")];

        Assert.Equal(
            ["0 u-001 fake:one", "0 u-001 two", "0 u-002 two", "0 u-002 fake:one", "1 u-001 two", "1 u-001 fake:one", "1 u-002 fake:one", "1 u-002 two"],
            takes);
    }

    [Fact]
    public void Expand_Seeds_AreDerivedAsDocumentedAndSharedBySystems()
    {
        var takes = PlanExpander.Expand(_bench.Plan(utterances: 2, repeats: 2));

        // printf 'seed/1\n1\nmade-up\nu-001\n0' | sha256sum, first 16 digits with the top bit cleared
        Assert.Equal(0x20FC109E017E4B65L, takes[0].Seed);
        Assert.Equal(4, takes.Select(t => t.Seed).Distinct().Count());
        Assert.All(takes.GroupBy(t => (t.Key.UtteranceId, t.Key.Repeat)), g => Assert.Single(g.Select(t => t.Seed).Distinct()));
        Assert.All(takes, t => Assert.True(t.Seed >= 0));
    }

    [Fact]
    public void Expand_Shuffled_IsAPermutationThatDependsOnSeedAndRepeat()
    {
        RunPlan plan = _bench.Plan(utterances: 20) with { Order = TakeOrder.Shuffled };
        string[] Order(RunPlan p, int repeat) => [.. PlanExpander.Expand(p).Where(t => t.Key.Repeat == repeat && t.SystemIndex == 0).Select(t => t.Key.UtteranceId)];

        Assert.Equal(Order(plan, 0), Order(plan, 0));
        Assert.NotEqual(Order(plan, 0), Order(plan, 1));
        Assert.NotEqual(Order(plan, 0), Order(plan with { Seed = 2 }, 0));
        Assert.Equal(Order(plan, 0).Order(StringComparer.Ordinal), plan.Corpora[0].Used.Select(u => u.Id));
    }

    [Fact]
    public void Expand_ThreeSystems_EachBeginsEquallyOften()
    {
        var takes = PlanExpander.Expand(_bench.Plan(utterances: 9, repeats: 3, systems: ["fake:a", "fake:b", "fake:c"]));

        Assert.Equal([9, 9, 9], takes.Chunk(3).CountBy(c => c[0].SystemIndex).OrderBy(c => c.Key).Select(c => c.Value));
    }

    public void Dispose() => _bench.Dispose();
}
