using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Text;

namespace PocketTts.Eval.Runs.Calibration;

/// <summary>
/// Words with other phonemes: two or three sounds of a word become sounds of their own class (vowel or consonant) that are not mistaken for them.
/// Symbols are those of IPA and of Kokoro's diphthongs (A, I, O, Q, W, Y); others stay.
/// </summary>
internal static class PhonemeFaults
{
    private const int FewestLetters = 5;
    private const string Vowels = "iɪɛæɑɔʊuʌAIOWY";
    private const string Consonants = "pbtdkɡfvszʃʧʤmnlɹwh";

    // sounds that listeners (and accents) take for each other
    private static readonly string[] s_near =
        ["iɪᵻ", "uʊ", "ʌəɐ", "ɑɔɒ", "æɛ", "ɛA", "OQɔ", "pb", "tdɾ", "kɡ", "fvθ", "szθ", "ðvdz", "ʃʒs", "ʧʤʃ", "mnŋ", "lɹw", "ɜəɔ"];

    /// <summary>Puts a word with other phonemes into a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="pronouncer">Knows how the words are said.</param>
    /// <param name="random">Choices.</param>
    /// <returns>What to speak, the affected word, and what became of its phonemes.</returns>
    /// <exception cref="TakeFailedException">The text has no word that is long enough.</exception>
    public static (string Spoken, TextSpan Affected, string Detail) Apply(string text, IPronouncer pronouncer, FaultRandom random)
    {
        TextSpan[] whole = SpokenWords.Find(text);
        PronouncedWord[] words = [.. pronouncer.Pronounce(text).Where(w =>
            whole.Contains(w.Span) && w.Span.End - w.Span.Start >= FewestLetters && !w.Phonemes.Contains(' ', StringComparison.Ordinal) && w.Phonemes.Count(IsSound) >= 4)];
        if (words.Length == 0)
        {
            throw new TakeFailedException("unsuitable-text", FormattableString.Invariant($"the text has no word of at least {FewestLetters} letters; the fault '{FaultKind.Mangle.Name()}' needs one"));
        }

        PronouncedWord word = random.Of(words);
        string altered = Alter(word.Phonemes, 2 + random.Below(2), random);
        string written = text[word.Span.Start..word.Span.End];
        return (text[..word.Span.Start] + pronouncer.Dictate(written, altered) + text[word.Span.End..], word.Span, $"{written}: {word.Phonemes} → {altered}");
    }

    /// <summary>Changes some sounds.</summary>
    internal static string Alter(string phonemes, int count, FaultRandom random)
    {
        char[] result = phonemes.ToCharArray();
        List<int> places = [.. Enumerable.Range(0, result.Length).Where(i => IsSound(result[i]))];
        for (int n = 0; n < count && places.Count > 0; n++)
        {
            int choice = random.Below(places.Count);
            int place = places[choice];
            places.RemoveAt(choice);
            string pool = IsVowel(result[place]) ? Vowels : Consonants;
            result[place] = random.Of([.. pool.Where(c => !AreNear(c, result[place]))]);
        }

        return new string(result);
    }

    private static bool IsSound(char symbol) => IsVowel(symbol) || (Consonants + "θðʒŋjɾ").Contains(symbol, StringComparison.Ordinal);

    private static bool IsVowel(char symbol) => (Vowels + "əɐɒɜeaoQᵻ").Contains(symbol, StringComparison.Ordinal);

    private static bool AreNear(char one, char other) => one == other || s_near.Any(g => g.Contains(one, StringComparison.Ordinal) && g.Contains(other, StringComparison.Ordinal));
}
