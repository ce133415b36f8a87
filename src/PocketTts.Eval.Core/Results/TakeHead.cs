namespace PocketTts.Eval.Core.Results;

/// <summary>Which take, and what came of its synthesis.</summary>
/// <param name="Key">Which take.</param>
/// <param name="Seed">Seed the engine was given, or null for an engine that uses none.</param>
/// <param name="AudioSha256">SHA-256 of its sound; null without sound.</param>
/// <param name="FailureReason">Reason of the failed synthesis; null when it did not fail.</param>
public readonly record struct TakeHead(TakeKey Key, long? Seed, string? AudioSha256, string? FailureReason);
