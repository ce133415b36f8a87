namespace PocketTts.Eval.Models.Kokoro.Phonemes;

/// <summary>A word or a punctuation mark with its phonemes.</summary>
/// <param name="Text">As written; empty for what continues the word before (a very long number is several words).</param>
/// <param name="Phonemes">
/// One char per phoneme (Kokoro's vocabulary); the mark itself for punctuation; may be empty. Holds blanks where the text
/// has none: 66.60 is said as several words, but then has at most 200 symbols. Without blanks it may be longer.
/// </param>
/// <param name="FollowedByBlank">True when a blank follows.</param>
public sealed record PhonemizedWord(string Text, string Phonemes, bool FollowedByBlank);
