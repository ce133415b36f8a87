using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Loopback;

namespace PocketTts.Eval.Models.Tests.Loopback;

public sealed class LoopbackFaultsTests
{
    private static readonly string s_thousandWords = string.Join(' ', Enumerable.Range(0, 1_000).Select(i => $"item{i},"));

    [Theory]
    [InlineData("loopback:skip=0.05", LoopbackWordFault.Skip)]
    [InlineData("loopback:mangle=0.05", LoopbackWordFault.Mangle)]
    [InlineData("loopback:repeat=0.05", LoopbackWordFault.Repeat)]
    [InlineData("loopback:insert=0.05", LoopbackWordFault.Insert)]
    [InlineData("loopback:insert=0.05,repeat=0.3,mangle=0.2,skip=0.1", LoopbackWordFault.Insert)]
    public void Plan_Rate_IsKept(string system, LoopbackWordFault fault)
    {
        int count = Enumerable.Range(0, 10).Sum(seed => LoopbackRig.Plan(system, new SynthesisRequest(s_thousandWords, Seed: seed)).Count(fault));

        // 10,000 draws at 0.05: sd 21.8
        Assert.InRange(count, 400, 600);
    }

    [Theory]
    [InlineData("crash", LoopbackTakeFault.Crash)]
    [InlineData("stall", LoopbackTakeFault.Stall)]
    [InlineData("empty", LoopbackTakeFault.Empty)]
    [InlineData("silence", LoopbackTakeFault.Silence)]
    [InlineData("nan", LoopbackTakeFault.Nan)]
    [InlineData("truncate", LoopbackTakeFault.Truncate)]
    public void Plan_TakeRate_IsKept(string option, LoopbackTakeFault fault)
    {
        LoopbackPlan[] plans = [.. Enumerable.Range(0, 2_000).Select(seed => LoopbackRig.Plan($"loopback:{option}=0.25", new SynthesisRequest("one two", Seed: seed)))];
        Assert.InRange(plans.Count(p => p.TakeFault == fault), 400, 600);
        Assert.All(plans, p => Assert.True(p.TakeFault == fault || p.TakeFault == LoopbackTakeFault.None));
        Assert.All(plans, p => Assert.Equal(p.TakeFault == LoopbackTakeFault.Truncate, p.KeptShare is > 0.2 and < 0.8));
    }

    [Fact]
    public void Plan_SameRequest_IsTheSame()
    {
        var request = new SynthesisRequest(s_thousandWords, Seed: 42, Repeat: 3);
        const string System = "loopback:skip=0.1,mangle=0.1,repeat=0.1,insert=0.1,truncate=0.5";
        Assert.Equal(Describe(LoopbackRig.Plan(System, request)), Describe(LoopbackRig.Plan(System, request)));
    }

    [Fact]
    public void Plan_SeedRepeatOrText_ChangesTheFaults()
    {
        const string System = "loopback:skip=0.2";
        string[] plans =
        [
            Describe(LoopbackRig.Plan(System, new SynthesisRequest(s_thousandWords))),
            Describe(LoopbackRig.Plan(System, new SynthesisRequest(s_thousandWords, Seed: 0))),
            Describe(LoopbackRig.Plan(System, new SynthesisRequest(s_thousandWords, Seed: 1))),
            Describe(LoopbackRig.Plan(System, new SynthesisRequest(s_thousandWords, Seed: 1, Repeat: 1))),
            Describe(LoopbackRig.Plan(System, new SynthesisRequest(s_thousandWords + " end", Seed: 1))),
        ];
        Assert.Equal(5, plans.Distinct().Count());
    }

    [Fact]
    public void Plan_KnownSeed_IsTheSameOnEveryMachine()
    {
        // guards the generator: recorded runs must be repeatable by later versions
        LoopbackPlan plan = LoopbackRig.Plan("loopback:skip=0.2,mangle=0.2,repeat=0.2,insert=0.2", new SynthesisRequest("alpha bravo charlie delta echo foxtrot golf hotel", Seed: 7));
        Assert.Equal("axpha bravo delta gwixor echo blenzo foxtrot zorvex golx hotel", string.Join(' ', plan.SpokenWords));
    }

    [Fact]
    public void Plan_HigherSkipRate_KeepsTheSkippedWords()
    {
        var request = new SynthesisRequest(s_thousandWords, Seed: 9);
        LoopbackPlan few = LoopbackRig.Plan("loopback:skip=0.02", request);
        LoopbackPlan many = LoopbackRig.Plan("loopback:skip=0.1", request);
        Assert.All(few.Words.Zip(many.Words), p => Assert.True(p.First.Fault == LoopbackWordFault.None || p.Second.Fault == LoopbackWordFault.Skip));
        Assert.True(many.Count(LoopbackWordFault.Skip) > few.Count(LoopbackWordFault.Skip));
    }

    [Fact]
    public void Plan_EveryFaultAtRateOne_DoesWhatItSays()
    {
        var request = new SynthesisRequest("Well, 21 — naïve 日本 x!", Seed: 5);
        Assert.Equal(["—"], LoopbackRig.Plan("loopback:skip=1", request).SpokenWords);
        Assert.Equal(["Well,", "Well,", "21", "21", "—", "naïve", "naïve", "日本", "日本", "x!", "x!"], LoopbackRig.Plan("loopback:repeat=1", request).SpokenWords);
        LoopbackPlan mangled = LoopbackRig.Plan("loopback:mangle=1", request);
        Assert.All(mangled.Words, w => Assert.True(w.Written == "—" ? w.Spoken[0] == "—" : w.Spoken.Length == 1 && w.Spoken[0] != w.Written));
        Assert.EndsWith(",", mangled.Words[0].Spoken[0]);
        LoopbackPlan inserted = LoopbackRig.Plan("loopback:insert=1", request);
        Assert.All(inserted.Words, w => Assert.True(w.Spoken[0] == w.Written && w.Spoken.Length == (w.Written == "—" ? 1 : 2)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t\n\u00A0\u2028")]
    public void Plan_WhiteSpaceOnly_FailsTheTake(string text)
        => Assert.Equal("nothing-to-speak", Assert.Throws<TakeFailedException>(() => LoopbackRig.Plan("loopback", new SynthesisRequest(text))).Reason);

    private static string Describe(LoopbackPlan plan)
        => $"{plan.TakeFault} {plan.KeptShare} {string.Join(' ', plan.Words.Select(w => $"{w.Fault}:{string.Join('+', w.Spoken)}"))}";
}
