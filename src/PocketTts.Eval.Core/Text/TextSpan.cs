namespace PocketTts.Eval.Core.Text;

/// <summary>A part of a text.</summary>
/// <param name="Start">First UTF-16 unit.</param>
/// <param name="End">One past the last UTF-16 unit.</param>
public readonly record struct TextSpan(int Start, int End);
