using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Gating;

/// <summary>A file of rules.</summary>
public sealed record GateRules
{
    /// <summary>The file, as named.</summary>
    public required string Name { get; init; }

    /// <summary>The rules in file order, at least one.</summary>
    public required ImmutableArray<GateRule> Rules { get; init; }

    /// <summary>Known-unstable texts.</summary>
    public ImmutableArray<QuarantineEntry> Quarantine { get; init; } = [];

    /// <summary>Chance that a release equal to the baseline fails, over all rules together; above 0 and below ½, default .05. Passing needs the same sureness rule by rule.</summary>
    public double Alpha { get; init; } = .05;

    /// <summary>True when some rule needs a baseline.</summary>
    public bool NeedBaseline => Rules.Any(r => r.Limits.Any(l => l.IsRelative));
}
