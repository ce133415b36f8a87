namespace PocketTts.Eval.Models.Kokoro.Phonemes.Lexicons;

/// <summary>One pronunciation of a word that has several.</summary>
/// <param name="Key">A part of speech (<c>NOUN</c>, <c>VBD</c>, …), <c>DEFAULT</c>, or <c>None</c> for the end of a phrase.</param>
/// <param name="Phonemes">Pronunciation; null when the word is spelled out.</param>
internal readonly record struct PronunciationVariant(string Key, string? Phonemes);
