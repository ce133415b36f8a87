namespace PocketTts.Eval.Models.Kokoro.Phonemes;

/// <summary>Turns text into the phonemes Kokoro was trained on. Not thread-safe.</summary>
public interface IPhonemizer
{
    /// <summary>Name and version of the rules, e.g. <c>misaki-us/1</c>; part of a take's key.</summary>
    string Id { get; }

    /// <summary>Turns a text into phonemes.</summary>
    /// <param name="text">Text as written, any length.</param>
    /// <returns>Words and punctuation in order, and what could not be said.</returns>
    PhonemizedText Phonemize(string text);
}
