namespace PocketTts.Eval.Core.Gating.Figures;

/// <summary>One measured value of a take.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Repeat">Its repeat.</param>
/// <param name="Value">The value.</param>
internal readonly record struct TimedTake(TextKey Text, int Repeat, double Value);
