using System.Collections.Immutable;
using PocketTts.Eval.Core.Speed;

namespace PocketTts.Eval.Runs.Bench;

/// <summary>A finished bench.</summary>
/// <param name="Report">What is published.</param>
/// <param name="Takes">Every timed take in order.</param>
public sealed record BenchResult(BenchReport Report, ImmutableArray<BenchTake> Takes);
