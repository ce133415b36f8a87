namespace PocketTts.Eval.Models.Kokoro.Phonemes;

/// <summary>A word or a punctuation mark with its phonemes.</summary>
/// <param name="Text">As written.</param>
/// <param name="Phonemes">One char per phoneme (Kokoro's vocabulary); the mark itself for punctuation; may be empty.</param>
/// <param name="FollowedByBlank">True when a blank follows.</param>
public sealed record PhonemizedWord(string Text, string Phonemes, bool FollowedByBlank);
