using System.Collections.Immutable;
using PocketTts.Eval.Core.Gating.Figures;
using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Core.Gating;

/// <summary>A gate's decision. Console, files, annotations and exit code are all rendered from it.</summary>
public sealed record GateResult
{
    /// <summary>The whole.</summary>
    public required GateState State { get; init; }

    /// <summary>The rules file.</summary>
    public required GateRules Rules { get; init; }

    /// <summary>What was judged, as named.</summary>
    public required string HeadName { get; init; }

    /// <summary>What it was.</summary>
    public required RunInfo Head { get; init; }

    /// <summary>What it was compared with, as named; null without a baseline.</summary>
    public string? BaselineName { get; init; }

    /// <summary>What that was.</summary>
    public RunInfo? Baseline { get; init; }

    /// <summary>Rules in file order, each for its systems.</summary>
    public required ImmutableArray<RuleDecision> Decisions { get; init; }

    /// <summary>Texts that got worse than half, by system and text.</summary>
    public ImmutableArray<TextFailure> Texts { get; init; } = [];

    /// <summary>What a reader should know beside the state.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Pairs of written set-ups, head's and the baseline's.</summary>
    public ImmutableArray<(string Head, string Baseline)> Setups { get; init; } = [];

    /// <summary>Whether an inconclusive whole is a warning only.</summary>
    public bool InconclusiveIsWarning { get; init; }

    /// <summary>Whether the whole stops a pipeline.</summary>
    public bool Blocks => State is GateState.Fail or GateState.NotComparable || (State == GateState.Inconclusive && !InconclusiveIsWarning);

    /// <summary>Decisions in a state that count.</summary>
    /// <param name="state">The state.</param>
    /// <returns>How many, advisory ones left out.</returns>
    public int Count(GateState state) => Decisions.Count(d => d.State == state && !d.Rule.IsAdvisory);

    /// <summary>The same with some of its decisions; p-values stay corrected for all of them.</summary>
    /// <param name="rules">Names of rules; empty for all.</param>
    /// <param name="systems">Ids of systems; empty for all.</param>
    /// <returns>The smaller result, its state made of what is left.</returns>
    /// <exception cref="InputException">A name is none of a decision's.</exception>
    public GateResult Only(IReadOnlyCollection<string> rules, IReadOnlyCollection<string> systems)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(systems);
        ThrowIfUnknown(rules, [.. Decisions.Select(d => d.Rule.Name).Distinct(StringComparer.Ordinal)], "--rule", "rule");
        ThrowIfUnknown(systems, [.. Decisions.Select(d => d.SystemId).Distinct(StringComparer.Ordinal)], "--system", "system");
        ImmutableArray<RuleDecision> kept =
        [
            .. Decisions.Where(d => (rules.Count == 0 || rules.Contains(d.Rule.Name, StringComparer.Ordinal)) && (systems.Count == 0 || systems.Contains(d.SystemId, StringComparer.Ordinal))),
        ];
        return this with { Decisions = kept, State = Gate.Whole(kept) };
    }

    private static void ThrowIfUnknown(IReadOnlyCollection<string> names, string[] known, string field, string kind)
    {
        foreach (string name in names)
        {
            if (!known.Contains(name, StringComparer.Ordinal))
            {
                throw new InputException($"no {kind} '{name}'", field: field, remedy: NearestName.Suggest(name, known));
            }
        }
    }
}
