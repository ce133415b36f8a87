using System.Buffers;
using System.Text;

namespace PocketTts.Eval.Models.Espeak;

/// <summary>
/// Reads text with espeak-ng and keeps the punctuation that espeak itself drops, as the Python package phonemizer does with
/// preserve_punctuation: marks with the blanks around them are copied, what lies between is spoken (specs/kokoro.md 3.5).
/// </summary>
/// <param name="library">The library.</param>
/// <param name="voice">Voice.</param>
/// <param name="asMisaki">True for Kokoro's phonemes, false for plain IPA.</param>
internal sealed class EspeakReader(EspeakLibrary library, EspeakVoice voice, bool asMisaki)
{
    // phonemizer's default marks
    private static readonly SearchValues<char> s_marks = SearchValues.Create(";:,.!?¡¿—…\"«»“”(){}[]");

    /// <summary>Version of espeak-ng.</summary>
    public string Version => library.Version;

    /// <summary>True for a mark that is copied.</summary>
    public static bool IsMark(char c) => s_marks.Contains(c);

    /// <summary>Phonemes of a text with its punctuation.</summary>
    public string Read(string text)
    {
        if (!text.AsSpan().ContainsAny(s_marks))
        {
            return Speak(text.Trim());
        }

        var said = new StringBuilder(text.Length);
        int position = 0;
        while (position < text.Length)
        {
            bool marks = IsMarkOrBlank(text[position]);
            int end = marks ? MarksEnd(text, position) : WordsEnd(text, position);

            string part = text[position..end];
            said.Append(marks ? part : Speak(part.Trim()));
            position = end;
        }

        return said.ToString().Trim();
    }

    /// <summary>Phonemes of a text without marks.</summary>
    public string Speak(string text)
    {
        if (text.Length == 0)
        {
            return "";
        }

        string ipa = library.TextToPhonemes(text, voice, asMisaki ? EspeakNotation.TiedIpa : EspeakNotation.Ipa);
        string clean = CollapseBlanks(WithoutLanguageSwitches(ipa));
        return asMisaki ? MisakiMapping.Map(clean, voice) : clean;
    }

    private static int MarksEnd(string text, int position)
    {
        while (position < text.Length && IsMarkOrBlank(text[position]))
        {
            position++;
        }

        return position;
    }

    // blanks between words belong to the words, blanks beside a mark to the mark
    private static int WordsEnd(string text, int position)
    {
        int next = text.AsSpan(position).IndexOfAny(s_marks);
        int end = next < 0 ? text.Length : position + next;
        while (end > position && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return end;
    }

    private static bool IsMarkOrBlank(char c) => s_marks.Contains(c) || char.IsWhiteSpace(c);

    // (fr)…(en-us): espeak tells that it changed the language of a word
    private static string WithoutLanguageSwitches(string ipa)
    {
        int open;
        while ((open = ipa.IndexOf('(', StringComparison.Ordinal)) >= 0)
        {
            int close = ipa.IndexOf(')', open);
            if (close < 0)
            {
                break;
            }

            ipa = ipa.Remove(open, close - open + 1);
        }

        return ipa;
    }

    private static string CollapseBlanks(string text)
    {
        if (!text.Contains("  ", StringComparison.Ordinal) && !text.Contains('\n', StringComparison.Ordinal))
        {
            return text.Trim();
        }

        var clean = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (!char.IsWhiteSpace(c))
            {
                clean.Append(c);
            }
            else if (clean.Length > 0 && clean[^1] != ' ')
            {
                clean.Append(' ');
            }
        }

        return clean.ToString().TrimEnd();
    }
}
