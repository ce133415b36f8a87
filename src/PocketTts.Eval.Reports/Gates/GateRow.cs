using System.Collections.Immutable;
using PocketTts.Eval.Core.Gating;

namespace PocketTts.Eval.Reports.Gates;

/// <summary>A decision in words: what console, Markdown, JUnit and annotations show. All texts are raw: who writes them escapes them.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Rule">Name of the rule.</param>
/// <param name="System">The system.</param>
/// <param name="State">The state.</param>
/// <param name="Value">Value with interval and unit.</param>
/// <param name="Baseline">The baseline's, or an em dash.</param>
/// <param name="Limits">The limits as written.</param>
/// <param name="Change">How much worse than the baseline, or an em dash.</param>
/// <param name="Counts">Texts, takes, effective takes.</param>
/// <param name="Reason">Why, in a sentence.</param>
/// <param name="WouldChange">What would have changed it, or null.</param>
/// <param name="Details">Everything else worth a line: what the number is, other limits, what could have been seen, notes.</param>
/// <param name="Proof">What one needs to argue or to repeat it: p-values, command.</param>
public sealed record GateRow(
    RuleDecision Decision,
    string Rule,
    string System,
    GateState State,
    string Value,
    string Baseline,
    string Limits,
    string Change,
    string Counts,
    string Reason,
    string? WouldChange,
    ImmutableArray<string> Details,
    ImmutableArray<string> Proof);
