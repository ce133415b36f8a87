using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Results;

/// <summary>A take with its scores.</summary>
/// <param name="Take">The facts.</param>
/// <param name="Scores">
/// One score per recognizer that could be compared. A take whose synthesis failed is scored against silence (all words
/// deleted); a take that a recognizer could not read has no score by that recognizer.
/// </param>
/// <param name="RepeatsEarlierTake">True when an earlier repeat of the same pair has byte-identical audio, or failed for the same reason in an engine that is deterministic: counts once (DESIGN rule 10). Never for takes of an engine that is not deterministic and was given a seed: they are independent draws.</param>
public sealed record ScoredTake(Take Take, ImmutableArray<TakeScore> Scores, bool RepeatsEarlierTake)
{
    /// <summary>True when the sound was made and every recognizer read it.</summary>
    public bool IsOk => Take.Synthesis is not null && Take.Recognitions.All(r => r.Failure is null);

    /// <summary>The first failure, or null.</summary>
    public TakeFailure? Failure => Take.SynthesisFailure ?? Take.Recognitions.FirstOrDefault(r => r.Failure is not null)?.Failure;
}
