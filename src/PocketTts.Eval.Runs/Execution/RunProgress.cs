using System.Collections.Immutable;

namespace PocketTts.Eval.Runs.Execution;

/// <summary>How far a run is.</summary>
/// <param name="Phase">What it is doing.</param>
/// <param name="Done">Units of this phase that are done, earlier sessions included: takes when synthesizing, transcripts when transcribing.</param>
/// <param name="Total">Units this phase has; 0 when it has no units.</param>
/// <param name="Failures">Units of this phase that failed.</param>
/// <param name="Systems">The systems in plan order.</param>
public sealed record RunProgress(RunPhase Phase, int Done, int Total, int Failures, ImmutableArray<SystemProgress> Systems);
