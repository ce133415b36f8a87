using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using PocketTts.Eval.Core.Gating;
using PocketTts.Eval.Core.Gating.Figures;
using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Reports.Gates;

/// <summary><c>gate.json</c>: a gate's decision for machines. The fields are described in docs/ci-gate.md.</summary>
public static class GateJson
{
    /// <summary>Raised whenever a field changes its meaning or goes away.</summary>
    public const int SchemaVersion = 1;

    private static readonly GateJsonContext s_context = new(new JsonSerializerOptions(GateJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    });

    /// <summary>Renders it.</summary>
    /// <param name="result">The gate's decision.</param>
    /// <returns>The document, LF at the end.</returns>
    public static string Render(GateResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var document = new GateDocument(
            SchemaVersion,
            result.State.Name(),
            result.Blocks,
            GateRows.Headline(result),
            result.Rules.Name,
            result.Rules.Alpha,
            result.InconclusiveIsWarning ? "warn" : "fail",
            Side(result.HeadName, result.Head),
            result.Baseline is null ? null : Side(result.BaselineName!, result.Baseline),
            new GateCounts(result.Count(GateState.Pass), result.Count(GateState.Fail), result.Count(GateState.Inconclusive), result.Count(GateState.NotComparable)),
            [.. result.Decisions.Select(Decision)],
            [.. result.Texts.Select(Text)],
            [.. result.Notes]);
        return JsonSerializer.Serialize(document, s_context.GateDocument).ReplaceLineEndings("\n") + "\n";
    }

    private static GateSide Side(string name, RunInfo info) => new(
        name, info.Name, info.CreatedUtc.ToUniversalTime(), info.ToolVersion, info.GitCommit, info.Normalizer, info.Machine.Fingerprint, info.Machine.CpuBrand,
        [.. info.Systems.Select(s => new GateSystem(s.Id, s.Spec))],
        [.. info.Recognizers.Select(r => r.Id)],
        [.. info.Corpora.Select(c => new GateCorpus(c.Name, c.Sha256))]);

    private static GateDecisionDocument Decision(RuleDecision decision) => new(
        decision.Rule.Name,
        decision.Rule.Source?.File,
        decision.Rule.Source?.Line,
        decision.Rule.Metric.Id,
        decision.Rule.Metric.Unit.Name,
        decision.Rule.Scope.Corpora,
        decision.Rule.Scope.Tags,
        decision.SystemId,
        decision.BaselineSystemId,
        decision.RecognizerId,
        decision.State.Name(),
        decision.Rule.IsAdvisory,
        Value(decision.Head),
        decision.Baseline is null ? null : Value(decision.Baseline),
        [.. decision.Checks.Select(c => Check(c))],
        [.. decision.Notes],
        decision.Command);

    private static GateValue Value(MetricValue value) => new(
        Formatting.Finite(value.Value), Formatting.Finite(value.Interval?.Low), Formatting.Finite(value.Interval?.High), value.Texts, value.Takes, Formatting.Finite(value.EffectiveTakes), value.UnknownTakes, value.Place);

    private static GateCheckDocument Check(GateCheck check) => new(
        check.Limit.Written,
        check.Limit.Kind switch { GateLimitKind.AtMost => "at-most", GateLimitKind.AtLeast => "at-least", GateLimitKind.Worsening => "worsening", _ => "worsening-share" },
        check.Limit.Value,
        check.State.Name(),
        Formatting.Finite(check.Value),
        Formatting.Finite(check.Interval?.Low),
        Formatting.Finite(check.Interval?.High),
        check.IsShare,
        check.Probability,
        check.AdjustedProbability,
        Formatting.Finite(check.Detectable),
        check.Reason,
        check.WouldChange);

    private static GateTextDocument Text(TextFailure text) => new(
        text.SystemId, text.Text.Corpus, text.Text.UtteranceId, text.WrongTakes, text.Takes, text.BaselineWrongTakes, text.BaselineTakes, text.Words, text.Failures, text.IsQuarantined);
}
