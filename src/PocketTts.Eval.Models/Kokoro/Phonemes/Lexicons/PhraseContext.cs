namespace PocketTts.Eval.Models.Kokoro.Phonemes.Lexicons;

/// <summary>What follows a word; words are pronounced from the last to the first.</summary>
/// <param name="VowelFollows">True before a vowel, false before a consonant, null before a pause.</param>
/// <param name="ToFollows">True before the word "to".</param>
internal readonly record struct PhraseContext(bool? VowelFollows, bool ToFollows);
