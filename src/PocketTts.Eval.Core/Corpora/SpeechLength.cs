using PocketTts.Eval.Core.Text;
using PocketTts.Eval.Core.Text.Spoken;

namespace PocketTts.Eval.Core.Corpora;

/// <summary>How long a text takes to say, roughly: for planning, and to find texts that are no utterances.</summary>
/// <remarks>
/// Fitted by least squares to Kokoro-82M af_heart (docs/corpora.md): 0.78 s, 0.067 s for each letter of the words as they are said, 0.12 s for each
/// sign between words at which one pauses. A digit of a language without number rules counts as four letters.
/// </remarks>
public static class SpeechLength
{
    private const double Base = 0.78;
    private const double PerLetter = 0.067;
    private const double PerPause = 0.12;
    private const int LettersOfADigit = 4;

    private static readonly StrictNormalizer s_english = new();

    /// <summary>The estimate.</summary>
    /// <param name="text">The text as written.</param>
    /// <param name="language">BCP 47 tag.</param>
    /// <returns>Seconds, above 0.</returns>
    public static double EstimateSeconds(string text, string language)
    {
        ArgumentNullException.ThrowIfNull(text);
        IEnumerable<string> words = TextShape.IsEnglish(language)
            ? s_english.Normalize(text).Words.Select(w => w.Text)
            : PlainWords.Split(text);
        int letters = words.Sum(w => w.Sum(c => char.IsDigit(c) ? LettersOfADigit : 1));
        int pauses = 0;
        for (int i = 0; i + 1 < text.Length; i++)
        {
            pauses += text[i] is ',' or ';' or ':' or '.' or '!' or '?' or '\u2026' or '\u2014' && char.IsWhiteSpace(text[i + 1]) ? 1 : 0;
        }

        return Base + (PerLetter * letters) + (PerPause * pauses);
    }
}
