using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Speech;

/// <summary>A synthesizer whose pronunciation can be read and dictated word by word: what faults of pronunciation are made with.</summary>
public interface IPronouncer
{
    /// <summary>How the words of a text will be said.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Its words in order; a word that cannot be told from its neighbours is left out.</returns>
    ImmutableArray<PronouncedWord> Pronounce(string text);

    /// <summary>How to write a word so that it is said with given phonemes.</summary>
    /// <param name="word">The word.</param>
    /// <param name="phonemes">Phonemes in the symbols of <see cref="PronouncedWord.Phonemes"/>.</param>
    /// <returns>What to put in the word's place.</returns>
    string Dictate(string word, string phonemes);
}
