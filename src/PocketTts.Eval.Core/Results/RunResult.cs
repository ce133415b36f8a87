using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Results;

/// <summary>A run with everything derived from its facts: what console, files and reports show.</summary>
/// <param name="Info">What the run is.</param>
/// <param name="Takes">All planned takes in plan order, with scores; of a run with a <see cref="Digest"/> only those of the texts with most trouble.</param>
/// <param name="Systems">Numbers per system in plan order.</param>
public sealed record RunResult(RunInfo Info, ImmutableArray<ScoredTake> Takes, ImmutableArray<SystemSummary> Systems)
{
    /// <summary>What the scores were made with.</summary>
    public ScoringIdentity? Scoring { get; init; }

    /// <summary>What is told of the takes that <see cref="Takes"/> leaves out; null where it has them all.</summary>
    public RunDigest? Digest { get; init; }

    /// <summary>Planned takes, those that <see cref="Takes"/> leaves out among them.</summary>
    public int TakeCount => Digest?.TakeCount ?? Takes.Length;
}
