using System.Text;

namespace PocketTts.Eval.Models.Pocket.Text;

/// <summary>
/// Prepares a text for the tokenizer exactly as the reference package does, warts included: rules 2x as pocket-tts 2.1.0,
/// rules 4x as pocket-tts 4.0.1.
/// </summary>
internal static class TextPreparation
{
    private const int ShortInputWords = 5;
    private const int PadLength = 8;

    /// <summary>Prepares one text.</summary>
    /// <param name="text">Text as written, or a chunk of a prepared text.</param>
    /// <param name="rules">Rules to follow.</param>
    /// <returns>The prepared text and the frames to speak after its end was found, or null when nothing is left to speak.</returns>
    public static (string Text, int FramesAfterEos)? Prepare(string text, TextRules rules)
    {
        bool isNew = rules.Version == TextRulesVersion.V4;
        text = PythonText.Strip(text);
        if (isNew && rules.Replacements.Count > 0)
        {
            text = DropWeakMarks(PythonText.CollapseSpaces(Replace(text, rules)));
        }

        if (text.Length == 0)
        {
            return null;
        }

        // one pass from the left, so that four spaces become two
        text = text.Replace('\n', ' ').Replace('\r', ' ').Replace("  ", " ", StringComparison.Ordinal);
        if (rules.RemovesSemicolons)
        {
            text = text.Replace(';', ',');
        }

        int framesAfterEos = rules.FramesAfterEos ?? (PythonText.CountWords(text) <= 4 ? 5 : 3);
        if (!isNew || rules.CapitalizesFirstLetter)
        {
            text = FullUpperCase.CapitalizeFirst(text);
        }

        if (!isNew)
        {
            text = PythonText.EndsAlphanumeric(text) ? text + "." : text;
        }
        else if (rules.AppendsTerminalPunctuation)
        {
            text = Terminate(text);
        }

        if (rules.PadsShortInputs && PythonText.CountWords(text) < ShortInputWords)
        {
            text = new string(' ', PadLength) + text;
        }

        return (text, framesAfterEos);
    }

    private static string Replace(string text, TextRules rules)
    {
        var result = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            string character = rune.ToString();
            result.Append(rules.Replacements.GetValueOrDefault(character, character));
        }

        return result.ToString();
    }

    // a mark that separates clauses makes no sense right after one that ends a sentence; one of them per end mark
    private static string DropWeakMarks(string text)
    {
        var result = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            result.Append(text[i]);
            if (!IsTerminal(text[i]))
            {
                continue;
            }

            int next = i + 1;
            while (next < text.Length && PythonText.IsSpace(text[next]))
            {
                next++;
            }

            if (next < text.Length && text[next] is ',' or ';' or ':')
            {
                i = next;
            }
        }

        return result.ToString();
    }

    private static string Terminate(string text)
    {
        int end = text.Length;
        while (end > 0 && text[end - 1] is '"' or '\'' or '\u201d' or '\u2019' or ')' or ']' or '\u00bb' or ' ')
        {
            end--;
        }

        if (end == 0 || IsTerminal(text[end - 1]))
        {
            return text;
        }

        if (!IsWeakEnd(text[end - 1]))
        {
            return text + ".";
        }

        string closers = PythonText.Strip(text[end..]);
        while (end > 0 && (IsWeakEnd(text[end - 1]) || text[end - 1] == ' '))
        {
            end--;
        }

        return string.Concat(text.AsSpan(0, end), ".", closers);
    }

    private static bool IsTerminal(char c) => c is '.' or '!' or '?' or '\u2026';

    private static bool IsWeakEnd(char c) => c is ',' or ';' or ':' or '-' or '\u2013' or '\u2014';
}
