using System.Collections.Immutable;
using PocketTts.Eval.Core.Gating.Figures;

namespace PocketTts.Eval.Core.Gating;

/// <summary>A text that a system gets wrong in at least half of its takes, and the baseline in fewer.</summary>
/// <param name="SystemId">The system.</param>
/// <param name="Text">The text.</param>
/// <param name="WrongTakes">Takes that failed or have a major fault or worse (word errors, where there are no verdicts).</param>
/// <param name="Takes">Counted takes.</param>
/// <param name="BaselineWrongTakes">The same in the baseline; null without one, or when it lacks the text.</param>
/// <param name="BaselineTakes">Counted takes of the baseline; null likewise.</param>
/// <param name="Words">Wrong words, the most frequent first.</param>
/// <param name="Failures"><c>stage/reason</c> of takes that failed.</param>
/// <param name="IsQuarantined">True when it is excused.</param>
public sealed record TextFailure(
    string SystemId,
    TextKey Text,
    int WrongTakes,
    int Takes,
    int? BaselineWrongTakes,
    int? BaselineTakes,
    ImmutableArray<string> Words,
    ImmutableArray<string> Failures,
    bool IsQuarantined)
{
    /// <summary>Share of wrong takes, minus the baseline's where it is known.</summary>
    public double Change => ((double)WrongTakes / Takes) - (BaselineTakes is > 0 ? (double)BaselineWrongTakes!.Value / BaselineTakes.Value : 0);
}
