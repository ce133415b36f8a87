namespace PocketTts.Eval.Models.Pocket.Voices;

/// <summary>What the language model's caches hold after it has read a voice.</summary>
/// <param name="Length">Positions.</param>
/// <param name="Caches">Per layer in the graph's order: keys of all positions, then values of all positions.</param>
internal sealed record VoiceState(int Length, float[][] Caches);
