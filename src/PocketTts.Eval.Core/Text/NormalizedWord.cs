namespace PocketTts.Eval.Core.Text;

/// <summary>
/// A normalized word and the part of the original text it comes from. Starts never decrease from word to word; words that come from one character
/// (<c>½</c>) share its span.
/// </summary>
/// <param name="Text">The word, never empty.</param>
/// <param name="Start">First UTF-16 unit in the original text.</param>
/// <param name="End">One past the last UTF-16 unit in the original text.</param>
public readonly record struct NormalizedWord(string Text, int Start, int End);
