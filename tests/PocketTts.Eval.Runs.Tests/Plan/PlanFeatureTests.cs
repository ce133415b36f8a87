using System.Text;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Runs.Plan;
using PocketTts.Eval.Runs.Tests.Fakes;

namespace PocketTts.Eval.Runs.Tests.Plan;

/// <summary>Filters, repeats by tag, seeds, includes, shards, and the mistakes people make with them.</summary>
public sealed class PlanFeatureTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public PlanFeatureTests()
    {
        var lines = new StringBuilder();
        for (int i = 1; i <= 40; i++)
        {
            lines.Append($$"""{"id": "u-{{i:D2}}", "text": "{{new string('a', i)}}", "tags": [{{(i % 2 == 0 ? "\"even\"" : "\"odd\"")}}{{(i % 10 == 0 ? ", \"ten\"" : "")}}]}""").Append('\n');
        }

        _temp.Write("texts.jsonl", lines.ToString());
    }

    [Theory]
    [InlineData("tags: even", 20, "u-02", "u-40")]
    [InlineData("tags: [ten, odd]", 24, "u-01", "u-40")]
    [InlineData("without: [odd]", 20, "u-02", "u-40")]
    [InlineData("tags: even, without: ten", 16, "u-02", "u-38")]
    [InlineData("length: {min: 5, max: 9}", 5, "u-05", "u-09")]
    [InlineData("length: {max: 3}, limit: 2", 2, "u-01", "u-02")]
    [InlineData("limit: 7", 7, "u-01", "u-07")]
    public void Resolve_Filter_TakesWhatPasses(string filter, int count, string first, string last)
    {
        string[] used = Used($"systems: [loopback]\ncorpora: [{{path: texts.jsonl, {filter}}}]");

        Assert.Equal((count, first, last), (used.Length, used[0], used[^1]));
    }

    [Fact]
    public void Resolve_Sample_IsTheSameEachTimeAndNested()
    {
        string[] Sample(int n, long seed) => Used($"systems: [loopback]\ncorpora: [{{path: texts.jsonl, sample: {{count: {n}, seed: {seed}}}}}]");

        Assert.Equal(Sample(10, 1), Sample(10, 1));
        Assert.NotEqual(Sample(10, 1), Sample(10, 2));
        Assert.Empty(Sample(10, 1).Except(Sample(20, 1)));
        Assert.Equal(Sample(20, 1).Order(StringComparer.Ordinal), Sample(20, 1));
        Assert.Equal(40, Sample(50, 1).Length);

        // printf 'sample/1\n1\ntexts\nu-07' | sha256sum and so on: the three lowest of forty
        Assert.Equal(LowestRanks(3), Sample(3, 1));
    }

    [Fact]
    public void Expand_RepeatsByTag_GivesEachTextItsOwnNumber()
    {
        RunPlan plan = Resolve("systems: [loopback, b=loopback:high]\ncorpora: [texts.jsonl]\nrepeats: {default: 2, tags: {ten: 4, odd: 1}}");
        var takes = PlanExpander.Expand(plan);

        Assert.Equal(2 * ((4 * 4) + (20 * 1) + (16 * 2)), takes.Length);
        Assert.Equal(plan.TakeCount, takes.Length);
        Assert.Equal(4, takes.Count(t => t is { SystemIndex: 0, Utterance.Id: "u-10" }));
        Assert.Equal(1, takes.Count(t => t is { SystemIndex: 1, Utterance.Id: "u-01" }));
        Assert.Equal(takes.Length, takes.Select(t => t.Key).Distinct().Count());
    }

    [Fact]
    public void Expand_Seeds_AreGivenAsTheyAre()
    {
        RunPlan plan = Resolve("systems: [loopback]\ncorpora: [texts.jsonl]\nseeds: [42, 7]");

        Assert.Equal(2, plan.Repeats);
        Assert.All(PlanExpander.Expand(plan), t => Assert.Equal(t.Key.Repeat == 0 ? 42 : 7, t.Seed));
    }

    [Fact]
    public void Resolve_Rounds_RaiseRepeats()
    {
        RunPlan plan = Resolve("systems: [loopback]\ncorpora: [texts.jsonl]\nrepeats: {default: 2, tags: {ten: 30}}\ntiming: {rounds: 20, warm-up: 3}");

        Assert.Equal((20, 30, 3), (plan.Repeats, plan.RepeatsByTag["ten"], plan.WarmUps));
    }

    [Fact]
    public void Resolve_Include_GivesWhatTheFileDoesNotSay()
    {
        _temp.Write("sub/base.yaml", "systems: [loopback]\nrepeats: 9\nseed: 5\nlimits: {memory: 2 GB}");
        _temp.Write("sub/middle.yaml", "include: base.yaml\nseed: 6\norder: shuffled");

        RunPlan plan = Resolve("include: [sub/middle.yaml]\ncorpora: [texts.jsonl]\nrepeats: {default: 2}");

        Assert.Equal(("loopback", 2, 6, TakeOrder.Shuffled, 2_000_000_000), (plan.Systems[0].Id, plan.Repeats, plan.Seed, plan.Order, plan.Limits.MemoryBytes));
    }

    [Fact]
    public void Resolve_CommandLine_ReplacesAllOfAValue()
    {
        string file = _temp.Write("p.yaml", $"systems: [loopback]\ncorpora: [{{path: {_temp.Of("texts.jsonl")}, limit: 30}}]\nrepeats: {{default: 2, tags: {{ten: 4}}}}\nseeds: [1, 2, 3, 4]\ntiming: {{rounds: 3}}");

        RunPlan plan = PlanResolver.Resolve(file, new PlanOptions { Repeats = 1, Seed = 9, Limit = 5 });

        Assert.Equal((1, 0, 9, 0, 5), (plan.Repeats, plan.RepeatsByTag.Count, plan.Seed, plan.Seeds.Length, plan.Corpora[0].Used.Length));
    }

    [Fact]
    public void Resolve_ModelAndThreads_AreOptionsOfTheEngine()
    {
        RunPlan plan = Resolve("systems: [{engine: kokoro, voice: af_heart, model: m.onnx, threads: 2}]\ncorpora: [texts.jsonl]");

        Assert.Equal("kokoro:af_heart,model=m.onnx,threads=2", plan.Systems[0].Canonical());
    }

    [Fact]
    public void Expand_Shards_AreThePlanWithoutOverlap()
    {
        RunPlan whole = Resolve("systems: [loopback, b=loopback:high]\ncorpora: [texts.jsonl]\norder: shuffled\nrepeats: 2");
        PlannedTake[] all = [.. PlanExpander.Expand(whole)];

        PlannedTake[][] shards = [.. Enumerable.Range(1, 3).Select(i => PlanExpander.Expand(whole with { Shard = new PlanShard(i, 3) }).ToArray())];

        Assert.Equal(all.Select(t => t.Key).ToHashSet(), shards.SelectMany(s => s).Select(t => t.Key).ToHashSet());
        Assert.Equal(all.Length, shards.Sum(s => s.Length));
        Assert.All(shards, s => Assert.Equal(s, all.Where(t => s.Any(o => o.Key == t.Key))));
        Assert.Equal(shards.Select((_, i) => (whole with { Shard = new PlanShard(i + 1, 3) }).TakeCount), shards.Select(s => s.Length));
    }

    [Theory]
    [InlineData("2/5", true)]
    [InlineData("5/5", true)]
    [InlineData("0/5", false)]
    [InlineData("6/5", false)]
    [InlineData("1/1", false)]
    [InlineData("1", false)]
    [InlineData("a/b", false)]
    [InlineData("-1/5", false)]
    [InlineData("1/5/9", false)]
    public void Parse_Shard_IsReadOrRefused(string text, bool isRight)
    {
        Exception? thrown = Record.Exception(() => PlanShard.Parse(text));

        Assert.Equal(isRight, thrown is null);
        Assert.True(thrown is null or InputException);
    }

    [Theory]
    [InlineData("corpora: [{path: texts.jsonl, tags: [evne]}]", "p.yaml:2:38: tags: no text of 'texts' has the tag 'evne'; did you mean 'even'?")]
    [InlineData("corpora: [{path: texts.jsonl, length: {min: 50}}]", "p.yaml:2:18: path: none of the 40 texts of 'texts' passes the filter length=50..; expected at least one")]
    [InlineData("corpora: [{path: texts.jsonl, length: {min: 9, max: 3}}]", "p.yaml:2:39: length: min 9 is larger than max 3; expected min at most max")]
    [InlineData("corpora: [texts.jsonl]\nrepeats: {tags: {evn: 3}}", "p.yaml:3:18: tags: no text has the tag 'evn'; did you mean 'even'")]
    [InlineData("corpora: [texts.jsonl]\nrepeats: 5\nseeds: [1, 2]", "p.yaml:4:12: seeds: 2 seeds for 5 repeats; expected a seed for each repeat")]
    [InlineData("corpora: [texts.jsonl]\ninclude: p.yaml", "p.yaml:3:10: include: 'p.yaml' includes itself (p.yaml → p.yaml)")]
    [InlineData("corpora: [texts.jsonl]\ninclude: [a.yaml]", "b.yaml:1:11: include: 'b.yaml' includes itself (p.yaml → a.yaml → b.yaml → b.yaml)")]
    [InlineData("corpora: [texts.jsonl]\ninclude: nothing.yaml", "p.yaml:3:10: include: no file 'nothing.yaml'; expected a plan file")]
    [InlineData("corpora: [texts.jsonl]\nseed: &a 1", "p.yaml:3:7: anchors and aliases are not allowed")]
    [InlineData("corpora: [texts.jsonl]\nseed: !!int 1", "p.yaml:3:7: tags are not allowed")]
    public void Resolve_Mistake_IsNamedWithItsPlace(string rest, string message)
    {
        _temp.Write("a.yaml", "include: b.yaml");
        _temp.Write("b.yaml", "include: [b.yaml]");
        _temp.Write("p.yaml", "systems: [loopback]\n" + rest.Replace("texts.jsonl", _temp.Of("texts.jsonl"), StringComparison.Ordinal));

        var error = Assert.Throws<InputException>(() => PlanResolver.Resolve(_temp.Of("p.yaml"), new PlanOptions()));

        string found = error.Message.Replace(_temp.Root + Path.DirectorySeparatorChar, string.Empty, StringComparison.Ordinal);
        int shift = _temp.Root.Length + 1;
        string expected = rest.Contains("texts.jsonl, ", StringComparison.Ordinal) && !message.Contains(":18:", StringComparison.Ordinal)
            ? System.Text.RegularExpressions.Regex.Replace(message, @"^(p\.yaml:2:)(\d+)", m => m.Groups[1].Value + (int.Parse(m.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture) + shift))
            : message;
        Assert.Contains(expected, found, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_Bombs_AreOneLineEach()
    {
        string bomb = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nsystems: [loopback]\n";
        string deep = "systems: " + new string('[', 100_000);
        string wide = "systems: [" + string.Concat(Enumerable.Repeat("loopback,", 100_000)) + "]";
        string longKey = new string('k', 900_000) + ": 1\nsystems: [loopback]";
        foreach (string text in new[] { bomb, deep, wide, longKey, "systems: loopback\n\tseed: 1", "\0\u0001", "%YAML 9.9\n---\nsystems: x", "systems: {{{{" })
        {
            string file = _temp.Write("p.yaml", text);

            var error = Assert.Throws<InputException>(() => PlanResolver.Resolve(file, new PlanOptions { Corpora = [_temp.Of("texts.jsonl")] }));

            Assert.All(error.Problems, p => Assert.True(p.Message.Length < 1000, p.Message[..Math.Min(300, p.Message.Length)]));
        }
    }

    [Fact]
    public void Resolve_UnknownNames_AreToldWithTheirPlaces()
    {
        string file = _temp.Write("p.yaml", $"systems: [loopback, fakke:one]\nrecognizers: [fake-eer]\ncorpora: [{_temp.Of("texts.jsonl")}]");
        var names = PlanNames.Of([new FakeEngine("fake"), new FakeEngine("loopback")], [new FakeRecognizer()]);

        var error = Assert.Throws<InputException>(() => PlanResolver.Resolve(file, new PlanOptions(), null, names));

        Assert.Equal(
            ["p.yaml:1:21: systems: no engine 'fakke'; expected fake or loopback; did you mean 'fake'?", "p.yaml:2:15: recognizers: no recognizer 'fake-eer'; did you mean 'fake-ear'?"],
            error.Problems.Select(p => p.Message.Replace(file, "p.yaml", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("4 GB", 4_000_000_000L)]
    [InlineData("1.5GiB", 1_610_612_736L)]
    [InlineData("800mb", 800_000_000L)]
    [InlineData("12", 12L)]
    [InlineData("12 B", 12L)]
    [InlineData("4 bananas", null)]
    [InlineData("-4 GB", null)]
    [InlineData("9e9 GB", null)]
    [InlineData("99999999999 TB", null)]
    [InlineData("", null)]
    public void TryParse_Sizes_AreReadOrRefused(string text, long? bytes) => Assert.Equal(bytes, ByteSize.TryParse(text, out long found) ? found : null);

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1_500, "1.50 kB")]
    [InlineData(23_456_789, "23.5 MB")]
    [InlineData(4_000_000_000, "4.00 GB")]
    public void Format_Sizes_HaveThreeDigits(long bytes, string text) => Assert.Equal(text, ByteSize.Format(bytes));

    public void Dispose() => _temp.Dispose();

    private static string[] LowestRanks(int count) =>
        [.. Enumerable.Range(1, 40).Select(i => $"u-{i:D2}")
            .OrderBy(id => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes($"sample/1\n1\ntexts\n{id}"))), StringComparer.Ordinal)
            .Take(count).Order(StringComparer.Ordinal)];

    private RunPlan Resolve(string yaml) => PlanResolver.Resolve(_temp.Write("p.yaml", yaml), new PlanOptions(), _temp.Of);

    private string[] Used(string yaml) => [.. Resolve(yaml).Corpora[0].Used.Select(u => u.Id)];
}
