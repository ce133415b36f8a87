namespace PocketTts.Eval.Core.Text.Phonetics;

/// <summary>Says how single words sound, so that near and far words can be told apart. Thread-safe.</summary>
public interface IPronunciations
{
    /// <summary>Name and version of the source, e.g. <c>misaki-us/1</c>; verdicts may differ between sources.</summary>
    string Id { get; }

    /// <summary>The sounds of a word.</summary>
    /// <param name="word">A normalized word: lower case, no blanks.</param>
    /// <returns>
    /// One character a sound in the symbols of misaki (IPA, with capitals for diphthongs), without stress and length marks; empty when the word
    /// has no sound that is known.
    /// </returns>
    string Of(string word);
}
