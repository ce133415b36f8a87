using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Corpora;

/// <summary>
/// Cuts running text into sentences. A sentence ends at <c>. ! ? …</c> with the quotes and brackets that close after it, when a blank and something
/// that may begin a sentence follow. Abbreviations, initials, list numbers, decimals and addresses do not end one; an abbreviation
/// that may (<c>5 p.m. The …</c>) does before a word that sentences begin with. Texts are not changed but for line breaks, which become blanks.
/// </summary>
public static class SentenceSplitter
{
    private const string Ends = ".!?\u2026\u203D\u3002\uFF01\uFF1F";
    private const string FullWidthEnds = "\u3002\uFF01\uFF1F";
    private const string Closers = "\"'\u201D\u2019\u00BB\u203A)]}*_";
    private const string Openers = "\"'\u201C\u2018\u00AB\u2039\u201E\u201A([{\u00BF\u00A1\u2014\u2013-*_";

    /// <summary>Splits a text.</summary>
    /// <param name="text">A paragraph; line breaks inside it are blanks.</param>
    /// <param name="language">BCP 47 tag; abbreviations of English, German, French, Spanish, Italian and Portuguese are known.</param>
    /// <returns>Sentences in order, trimmed, none empty.</returns>
    public static ImmutableArray<string> Split(string text, string language)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(language);
        string line = JoinLines(text);
        SentenceWords words = SentenceWords.For(language);
        var sentences = ImmutableArray.CreateBuilder<string>();
        int start = 0;
        for (int i = 0; i < line.Length; i++)
        {
            if (!Ends.Contains(line[i], StringComparison.Ordinal))
            {
                continue;
            }

            int mark = i;
            while (i + 1 < line.Length && Ends.Contains(line[i + 1], StringComparison.Ordinal))
            {
                i++;
            }

            int end = SkipClosers(line, i + 1);
            if (IsBoundary(line, start, mark, end, words))
            {
                Add(line[start..end], sentences);
                start = end;
            }

            i = end - 1;
        }

        Add(line[start..], sentences);
        return sentences.ToImmutable();
    }

    private static void Add(string sentence, ImmutableArray<string>.Builder sentences)
    {
        if (sentence.Trim() is { Length: > 0 } trimmed)
        {
            sentences.Add(trimmed);
        }
    }

    private static string JoinLines(string text) =>
        text.AsSpan().ContainsAny('\r', '\n')
            ? string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            : text;

    // French sets a no-break space before the closing guillemet
    private static int SkipClosers(string text, int index)
    {
        while (index < text.Length)
        {
            if (Closers.Contains(text[index], StringComparison.Ordinal))
            {
                index++;
            }
            else if (index + 1 < text.Length && (text[index] is '\u00A0' or '\u202F' or ' ') && (text[index + 1] is '\u00BB' or '\u203A'))
            {
                index += 2;
            }
            else
            {
                break;
            }
        }

        return index;
    }

    private static bool IsBoundary(string text, int start, int mark, int end, SentenceWords words)
    {
        if (end >= text.Length)
        {
            return true;
        }

        if (!char.IsWhiteSpace(text[end]))
        {
            return FullWidthEnds.Contains(text[mark], StringComparison.Ordinal);
        }

        string next = NextWord(text, end);
        if (next.Length == 0 || char.IsLower(next[0]))
        {
            return next.Length == 0;
        }

        bool isFullStop = text[mark] == '.' && (mark + 1 >= text.Length || text[mark + 1] != '.');
        return isFullStop ? !BelongsToWord(text, start, mark, next, words) : !IsPause(text, mark) || !SentenceWords.IsFirstPerson(next);
    }

    // an ellipsis may stand inside a sentence, and "I" is always upper case
    private static bool IsPause(string text, int mark) => text[mark] == '\u2026' || (text[mark] == '.' && mark + 1 < text.Length && text[mark + 1] == '.');

    private static bool BelongsToWord(string text, int start, int mark, string next, SentenceWords words)
    {
        int from = mark;
        while (from > start && !char.IsWhiteSpace(text[from - 1]) && !Openers.Contains(text[from - 1], StringComparison.Ordinal))
        {
            from--;
        }

        string word = text[from..mark];
        bool isFirst = text.AsSpan(start, from - start).Trim().IsEmpty;
        return words.Ending(word, isFirst) switch
        {
            WordEnding.Never => true,
            WordEnding.BeforeNumber => char.IsDigit(next[0]),
            WordEnding.BeforeStarter => !words.IsStarter(next),
            _ => false,
        };
    }

    private static string NextWord(string text, int index)
    {
        while (index < text.Length && (char.IsWhiteSpace(text[index]) || Openers.Contains(text[index], StringComparison.Ordinal)))
        {
            index++;
        }

        int end = index;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '\'' or '\u2019'))
        {
            end++;
        }

        // a sign, an emoji: it may begin a sentence
        return end > index ? text[index..end] : index < text.Length ? text[index..(index + 1)] : string.Empty;
    }
}
