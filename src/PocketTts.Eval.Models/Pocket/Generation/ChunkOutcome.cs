namespace PocketTts.Eval.Models.Pocket.Generation;

/// <summary>How a chunk ended.</summary>
/// <param name="Frames">Frames emitted.</param>
/// <param name="EosStep">Step at which the end was accepted, or null: the limit was reached.</param>
/// <param name="FirstCrossing">First step whose end logit was above the threshold, or null.</param>
/// <param name="FrameLimit">Most frames the chunk could have had.</param>
/// <param name="IsLimitedByCache">True when the caches, not the rules, set that limit.</param>
internal readonly record struct ChunkOutcome(int Frames, int? EosStep, int? FirstCrossing, int FrameLimit, bool IsLimitedByCache);
