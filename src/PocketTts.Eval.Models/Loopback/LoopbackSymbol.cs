namespace PocketTts.Eval.Models.Loopback;

/// <summary>What was heard in one symbol.</summary>
/// <param name="IsStart">True for the tone that starts a word.</param>
/// <param name="Value">The byte, the best guess when unclear; 0 for a start.</param>
/// <param name="IsClear">True when the tones stand out and hold nearly all energy.</param>
internal readonly record struct LoopbackSymbol(bool IsStart, byte Value, bool IsClear);
