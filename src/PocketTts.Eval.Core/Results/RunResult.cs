using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Results;

/// <summary>A run with everything derived from its facts: what console, files and reports show.</summary>
/// <param name="Info">What the run is.</param>
/// <param name="Takes">All planned takes in plan order, with scores.</param>
/// <param name="Systems">Numbers per system in plan order.</param>
public sealed record RunResult(RunInfo Info, ImmutableArray<ScoredTake> Takes, ImmutableArray<SystemSummary> Systems)
{
    /// <summary>What the scores were made with.</summary>
    public ScoringIdentity? Scoring { get; init; }
}
