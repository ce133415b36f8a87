using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Runs.Plan;

/// <summary>A take that a plan asks for.</summary>
/// <param name="Key">Which take.</param>
/// <param name="SystemIndex">Index of its system in the plan.</param>
/// <param name="Utterance">The text to speak.</param>
/// <param name="Seed">Derived seed; given to engines that use one.</param>
public sealed record PlannedTake(TakeKey Key, int SystemIndex, Utterance Utterance, long Seed);
