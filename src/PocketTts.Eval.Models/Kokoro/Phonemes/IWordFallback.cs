namespace PocketTts.Eval.Models.Kokoro.Phonemes;

/// <summary>Pronounces a word that no lexicon knows.</summary>
internal interface IWordFallback
{
    /// <summary>Pronounces a word.</summary>
    /// <param name="word">As written; may hold marks.</param>
    /// <returns>Phonemes in misaki's notation; empty when nothing can be said.</returns>
    string Pronounce(string word);
}
