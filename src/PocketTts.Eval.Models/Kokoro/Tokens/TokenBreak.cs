namespace PocketTts.Eval.Models.Kokoro.Tokens;

/// <summary>A place where a token sequence can be cut.</summary>
/// <param name="End">End (exclusive) of what comes before it; a blank at the cut belongs to neither side.</param>
/// <param name="Start">Start of what comes after it.</param>
/// <param name="Rank">How well it can be cut there.</param>
internal readonly record struct TokenBreak(int End, int Start, BreakRank Rank);
