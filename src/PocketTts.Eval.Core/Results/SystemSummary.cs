using System.Collections.Immutable;
using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Core.Results;

/// <summary>All numbers of one system in a run.</summary>
/// <param name="SystemId">Id of the system.</param>
/// <param name="PlannedTakes">Takes the plan asks for.</param>
/// <param name="FailedTakes">Takes that failed in any stage.</param>
/// <param name="MissingTakes">Takes the run has not reached.</param>
/// <param name="DistinctTakes">Takes with sound, identical repeats counted once.</param>
/// <param name="IsDeterministic">True when every repeat of every utterance came out the same (identical audio; or the same failure, where the engine is deterministic) and there was more than one repeat; false when repeats differed; null when that cannot be said.</param>
/// <param name="Accuracy">Word errors, one entry a recognizer in plan order.</param>
/// <param name="Speed">Speed.</param>
/// <param name="Warnings">Number of takes by warning code, largest first.</param>
/// <param name="Failures">Number of takes by <c>stage/reason</c>, largest first.</param>
public sealed record SystemSummary(
    string SystemId,
    int PlannedTakes,
    int FailedTakes,
    int MissingTakes,
    int DistinctTakes,
    bool? IsDeterministic,
    ImmutableArray<AccuracySummary> Accuracy,
    SpeedSummary Speed,
    ImmutableArray<KeyValuePair<string, int>> Warnings,
    ImmutableArray<KeyValuePair<string, int>> Failures)
{
    /// <summary>Verdicts, one entry a recognizer in plan order.</summary>
    public ImmutableArray<VerdictSummary> Verdicts { get; init; } = [];
}
