using PocketTts.Eval.Core.Text;

namespace PocketTts.Eval.Core.Speech;

/// <summary>A word of a text and how a synthesizer will say it.</summary>
/// <param name="Span">Where it stands in the text.</param>
/// <param name="Phonemes">Its phonemes in the synthesizer's own symbols, one char each; stress marks included.</param>
public sealed record PronouncedWord(TextSpan Span, string Phonemes);
