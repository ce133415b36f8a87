using PocketTts.Eval.Core.Gating;
using PocketTts.Eval.Core.Gating.Figures;

namespace PocketTts.Eval.Core.Tests.Gating;

public sealed class GateRuleAuditTests
{
    [Theory]
    [InlineData("wrong-takes", GateLimitKind.AtMost, 1, false, "can never fail")]
    [InlineData("deletions", GateLimitKind.AtMost, 1.2, false, "can never fail")]
    [InlineData("failed-takes", GateLimitKind.AtMost, 0, false, "can never pass")]
    [InlineData("failed-takes", GateLimitKind.AtMost, 0, true, null)]
    [InlineData("rtfx", GateLimitKind.AtLeast, 0, false, "can never fail")]
    [InlineData("rtfx", GateLimitKind.AtMost, 2, false, "stops improvements")]
    [InlineData("wer", GateLimitKind.AtLeast, .1, false, "stops improvements")]
    [InlineData("wer", GateLimitKind.Worsening, 0, false, "hardly pass")]
    [InlineData("wer", GateLimitKind.Worsening, -.01, false, "negative margin")]
    [InlineData("wrong-takes", GateLimitKind.Worsening, 1, false, "can never fail")]
    [InlineData("rtfx", GateLimitKind.WorseningShare, 1, false, "can never fail")]
    [InlineData("wer", GateLimitKind.AtMost, 1.5, false, null)]
    [InlineData("wer", GateLimitKind.AtMost, .05, false, null)]
    [InlineData("rtf", GateLimitKind.WorseningShare, .05, false, null)]
    public void Check_Limit_SaysWhatIsUseless(string metric, GateLimitKind kind, double value, bool isObserved, string? mentions)
    {
        (string Problem, string Remedy)? problem = GateRuleAudit.Check(TableBuilder.Metric(metric), new GateLimit(kind, value, "x"), isObserved);
        if (mentions is null)
        {
            Assert.Null(problem);
        }
        else
        {
            Assert.Contains(mentions, problem!.Value.Problem, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Implied_LooserRuleOfTheSameScope_IsDead()
    {
        GateRule strict = TableBuilder.Rule("wer", GateLimitKind.AtMost, .04, "strict");
        GateRule loose = TableBuilder.Rule("wer", GateLimitKind.AtMost, .08, "loose");
        (GateRule dead, GateRule by) = Assert.Single(GateRuleAudit.Implied([strict, loose]));
        Assert.Equal(("loose", "strict"), (dead.Name, by.Name));
        Assert.Empty(GateRuleAudit.Implied([strict, loose with { Scope = new FigureScope([], ["numbers"]) }]));
        Assert.Empty(GateRuleAudit.Implied([strict with { IsAdvisory = true }, loose]));
        Assert.Empty(GateRuleAudit.Implied([strict, TableBuilder.Rule("wer", GateLimitKind.Worsening, .08, "other")]));
    }
}
