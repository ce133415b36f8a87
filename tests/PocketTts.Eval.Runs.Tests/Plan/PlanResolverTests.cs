using PocketTts.Eval.Core;
using PocketTts.Eval.Runs.Plan;
using PocketTts.Eval.Runs.Tests.Fakes;
using PocketTts.Eval.TestSupport;

namespace PocketTts.Eval.Runs.Tests.Plan;

public sealed class PlanResolverTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly string _texts;

    public PlanResolverTests() => _texts = _temp.Write("texts.txt", "One.\nTwo.\nThree.\n");

    [Fact]
    public void Resolve_OptionsOnly_TakesDefaults()
    {
        RunPlan plan = PlanResolver.Resolve(null, new PlanOptions { Systems = ["kokoro:af_heart"], Corpora = [_texts] });

        Assert.Equal(3, plan.Repeats);
        Assert.Equal(1, plan.Seed);
        Assert.Equal(["whisper-base"], plan.Recognizers);
        Assert.Null(plan.Limit);
        Assert.Equal(TakeOrder.Interleaved, plan.Order);
        Assert.Equal(9, plan.TakeCount);
        Assert.Matches(@"^reports/local/kokoro-af_heart-[0-9a-f]{8}$", plan.OutputFolder);
    }

    [Fact]
    public void Resolve_DefaultFolder_FollowsFromThePlan()
    {
        var options = new PlanOptions { Systems = ["kokoro:af_heart"], Corpora = [_texts] };

        Assert.Equal(PlanResolver.Resolve(null, options).OutputFolder, PlanResolver.Resolve(null, options).OutputFolder);
        Assert.NotEqual(PlanResolver.Resolve(null, options).OutputFolder, PlanResolver.Resolve(null, options with { Seed = 2 }).OutputFolder);
    }

    [Fact]
    public void Resolve_FileAndOptions_OptionsWin()
    {
        string file = _temp.Write("p.yaml", $$"""
            systems:
              - kokoro:af_heart
              - id: other
                engine: Loopback
                voice: high
                options: {skip: 0.5, rtf: 0.2}
            corpora: {{_texts}}
            repeats: 5
            recognizers: [a, b]
            seed: 9
            limit: 2
            order: shuffled
            limits: {base-seconds: 5, seconds-per-character: 0.5}
            out: somewhere
            """);

        RunPlan plan = PlanResolver.Resolve(file, new PlanOptions { Repeats = 2, OutputFolder = "elsewhere" });

        Assert.Equal(["kokoro:af_heart", "loopback:high,rtf=0.2,skip=0.5"], plan.Systems.Select(s => s.Canonical()));
        Assert.Equal(["kokoro:af_heart", "other"], plan.Systems.Select(s => s.Id));
        Assert.Equal((2, 9, 2, "elsewhere"), (plan.Repeats, plan.Seed, plan.Limit, plan.OutputFolder));
        Assert.Equal(["a", "b"], plan.Recognizers);
        Assert.Equal(TakeOrder.Shuffled, plan.Order);
        Assert.Equal(new TakeLimits(5, 0.5, 20), plan.Limits);
        Assert.Equal(["One.", "Two."], plan.Corpora[0].Used.Select(u => u.Text));
        Assert.Equal(3, plan.Corpora[0].Corpus.Utterances.Length);
    }

    [Fact]
    public void Resolve_ManyMistakes_AreReportedAtOnceWithTheirPlaces()
    {
        string file = _temp.Write("p.yaml", """
            sistems: x
            systems: ["kokoro:a", "kokoro:a", "=", 5: 6]
            repeats: 0
            seed: one
            limit: -1
            order: random
            corpora: [no-such-corpus]
            limits: {base-secs: 3}
            """);

        var error = Assert.Throws<InputException>(() => PlanResolver.Resolve(file, new PlanOptions()));

        string[] lines = [.. error.Problems.Select(p => p.Message.Replace(file, "p.yaml", StringComparison.Ordinal))];
        Assert.Equal(
            [
                "p.yaml:1:1: unknown key 'sistems'; expected include, systems, corpora, repeats, recognizers, seed, seeds, limit, order, evidence, timing, limits, out; did you mean 'systems'?",
                "p.yaml:2:35: systems: cannot read the system '='; expected [id=]engine[:voice][,option=value]…; for example kokoro:af_heart or loopback:skip=0.02",
                "p.yaml:2:40: unknown key '5'; expected id, engine, model, voice, threads, options; did you mean 'id'?",
                "p.yaml:2:40: systems: a system has no engine; expected engine: NAME; for example engine: kokoro",
                "p.yaml:2:23: systems: the system id 'kokoro:a' occurs 2 times; expected each once; give one an id of its own: id=engine:…",
                "p.yaml:3:10: repeats: found 0; expected 1 to 10000",
                "p.yaml:4:7: seed: found 'one'; expected a whole number",
                "p.yaml:5:8: limit: found -1; expected 1 or more",
                "p.yaml:6:8: order: found 'random'; expected interleaved or shuffled",
                "p.yaml:8:10: unknown key 'base-secs'; expected base-seconds, seconds-per-character, seconds-per-audio-second, memory, crash-retries, time-out-retries; did you mean 'base-seconds'?",
            ],
            lines.Where((_, i) => i != 9));
        Assert.StartsWith("p.yaml:7:11: corpora: no corpus 'no-such-corpus'", lines[9], StringComparison.Ordinal);
        Assert.StartsWith("11 problems: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_RepeatsZeroOnTheCommandLine_NamesTheOption()
    {
        var error = Assert.Throws<InputException>(() => PlanResolver.Resolve(null, new PlanOptions { Systems = ["loopback"], Corpora = [_texts], Repeats = 0 }));

        Assert.Equal("--repeats: found 0; expected 1 to 10000", error.Message);
    }

    [Fact]
    public void Resolve_NoSystem_SaysWhatToGive()
    {
        var error = Assert.Throws<InputException>(() => PlanResolver.Resolve(null, new PlanOptions { Corpora = [_texts] }));

        Assert.StartsWith("--system: no system to test; expected at least one", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_SameCorpusNameTwice_IsRefused()
    {
        string second = _temp.Write("sub/texts.txt", "Other.\n");

        var error = Assert.Throws<InputException>(() => PlanResolver.Resolve(null, new PlanOptions { Systems = ["loopback"], Corpora = [_texts, second] }));

        Assert.StartsWith("--corpus: the corpus name 'texts' occurs 2 times", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_ErrorInsideACorpus_NamesItsOwnPlace()
    {
        string bad = _temp.Write("bad.jsonl", "{\"id\":\"a\"}");

        var error = Assert.Throws<InputException>(() => PlanResolver.Resolve(null, new PlanOptions { Systems = ["loopback"], Corpora = [bad] }));

        Assert.Equal((bad, 1, "text"), (error.File, error.Line, error.Field));
    }

    [Fact]
    public void Resolve_MissingPlanFile_SaysSo()
    {
        var error = Assert.Throws<InputException>(() => PlanResolver.Resolve(_temp.Of("no-such.yaml"), new PlanOptions()));

        Assert.EndsWith("no-such.yaml: no such file", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _temp.Dispose();
}
