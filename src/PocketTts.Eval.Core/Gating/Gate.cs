using System.Collections.Immutable;
using PocketTts.Eval.Core.Gating.Comparison;
using PocketTts.Eval.Core.Gating.Figures;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Gating;

/// <summary>
/// Decides rules: the only place that does (DESIGN rule 3). A rule passes when the limit of the interval on the bad side is within its limit with sureness 1 - α, so the whole passes
/// wrongly with a chance of at most α; it fails by a test whose p-values are corrected over all rules (Holm), so an equal release fails with a chance of at most α over all rules together.
/// In between it is inconclusive, and never passes.
/// </summary>
public static class Gate
{
    /// <summary>Decides.</summary>
    /// <param name="head">What is judged.</param>
    /// <param name="baseline">What it is compared with; null when no rule needs one.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="options">Day and command.</param>
    /// <returns>The decision.</returns>
    /// <exception cref="InputException">A rule needs a baseline and there is none.</exception>
    public static GateResult Decide(ScoreTable head, ScoreTable? baseline, GateRules rules, GateOptions options)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(options);
        if (baseline is null && rules.Rules.FirstOrDefault(r => r.Limits.Any(l => l.IsRelative)) is { } needy)
        {
            throw new InputException(
                $"rule '{needy.Name}' compares with a baseline and none was given", rules.Name, needy.Source?.Line, remedy: "add --baseline, or use max or min only");
        }

        IReadOnlyList<SystemPair> pairs = baseline is null ? [] : SystemPair.Match(baseline, head, out _);
        var context = new GateContext(head, baseline, rules, options, pairs);
        ImmutableArray<RuleDecision> decisions = Correct([.. rules.Rules.SelectMany(r => RuleJudge.Judge(r, context))], rules.Alpha);
        ImmutableArray<TextFailure> texts = [.. TextFailures.Of(context).OrderByDescending(t => t.Change).ThenByDescending(t => t.Takes)];
        (ImmutableArray<RuleDecision> quarantine, ImmutableArray<string> notes) = QuarantineJudge.Judge(context);
        decisions = [.. decisions, .. quarantine];
        return new GateResult
        {
            State = Whole(decisions),
            Rules = rules,
            HeadName = head.Name,
            Head = head.Info,
            BaselineName = baseline?.Name,
            Baseline = baseline?.Info,
            Decisions = decisions,
            Texts = texts,
            Notes = [.. notes, .. RunNotes(head, baseline)],
            InconclusiveIsWarning = options.InconclusiveIsWarning,
            Setups = [.. pairs.Select(p => (p.HeadSetup, p.BaseSetup))],
        };
    }

    /// <summary>The state of the whole: the worst of the rules that are not advisory; inconclusive when there is none.</summary>
    internal static GateState Whole(IEnumerable<RuleDecision> decisions)
    {
        GateState[] states = [.. decisions.Where(d => !d.Rule.IsAdvisory).Select(d => d.State)];
        return states.Length == 0 ? GateState.Inconclusive : states.Max();
    }

    // a check that fails by its own p-value must also do so among all
    private static ImmutableArray<RuleDecision> Correct(ImmutableArray<RuleDecision> decisions, double alpha)
    {
        ImmutableArray<double> adjusted = MultipleTesting.Holm([.. decisions.SelectMany(d => d.Checks).Select(c => c.Probability).OfType<double>()]);
        int next = 0;
        var corrected = ImmutableArray.CreateBuilder<RuleDecision>(decisions.Length);
        foreach (RuleDecision decision in decisions)
        {
            ImmutableArray<GateCheck> checks = [.. decision.Checks.Select(c => c.Probability is null ? c : CheckWording.Corrected(c, adjusted[next++], alpha, adjusted.Length))];
            corrected.Add(decision with { Checks = checks, State = checks.Max(c => c.State) });
        }

        return corrected.ToImmutable();
    }

    private static IEnumerable<string> RunNotes(ScoreTable head, ScoreTable? baseline)
    {
        foreach (ScoreTable table in new[] { head, baseline }.OfType<ScoreTable>())
        {
            int missing = table.Takes.Count(t => t.Outcome == TakeOutcome.Missing);
            if (missing > 0)
            {
                yield return FormattableString.Invariant($"'{table.Name}' is not complete: {missing} of {table.Takes.Length} rows of takes are missing");
            }
        }

        if (baseline is not null && head.IsSameRunAs(baseline) && head.Info.Systems.Length == 1 && baseline.Info.Systems.Length == 1
            && string.Equals(head.Info.Systems[0].Id, baseline.Info.Systems[0].Id, StringComparison.Ordinal))
        {
            yield return "head and baseline are the same run: this shows that the rules can pass, nothing else";
        }
    }
}
