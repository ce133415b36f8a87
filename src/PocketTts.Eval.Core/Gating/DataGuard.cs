using PocketTts.Eval.Core.Gating.Figures;

namespace PocketTts.Eval.Core.Gating;

/// <summary>Says when data are too few or broken to decide anything: such a rule never passes (DESIGN rule 9).</summary>
internal static class DataGuard
{
    /// <summary>Why a rule cannot be decided, or null.</summary>
    public static (string Reason, string? WouldChange)? TooLittle(GateRule rule, MetricValue value, MetricSample sample, GateContext context)
    {
        string where = rule.Scope.Describe() is { Length: > 0 } scope ? $" in scope ({scope})" : string.Empty;
        if (value.Value is null)
        {
            bool isEmpty = !context.Head.Takes.Any(rule.Scope.Holds);
            return isEmpty
                ? ($"no text{where}: as it stands this rule can never fail", "name a corpus or tag of the run")
                : ($"no take{where} has a value of {rule.Metric.Id}", null);
        }

        if (!double.IsFinite(value.Value.Value))
        {
            return ($"{rule.Metric.Id} is not a number", null);
        }

        if (sample.UnknownTakes > 0 && !rule.Metric.IsOfMachine)
        {
            return (FormattableString.Invariant($"{sample.UnknownTakes} takes{where} have no result yet, and what is missing does not pass"), "finish the run: the same 'run' command continues it");
        }

        if (value.Texts < rule.MinimumTexts)
        {
            return (FormattableString.Invariant($"{value.Texts} texts{where} of at least {rule.MinimumTexts}"), FormattableString.Invariant($"{rule.MinimumTexts - value.Texts} more {(rule.MinimumTexts - value.Texts == 1 ? "text" : "texts")} would let it be decided"));
        }

        return value.Takes < rule.MinimumTakes
            ? (FormattableString.Invariant($"{value.Takes} takes{where} of at least {rule.MinimumTakes}"), FormattableString.Invariant($"{rule.MinimumTakes - value.Takes} more {(rule.MinimumTakes - value.Takes == 1 ? "take" : "takes")} would let it be decided"))
            : null;
    }
}
