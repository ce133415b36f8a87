using PocketTts.Eval.Models.Kokoro.Phonemes.Tags;

namespace PocketTts.Eval.Models.Kokoro.Phonemes.Tokens;

/// <summary>
/// Splits text into words and marks as spaCy's English tokenizer does where a pronunciation depends on it: marks before and
/// behind a word, contractions, units, hyphens between letters; abbreviations and addresses stay whole.
/// </summary>
internal static class EnglishTokenizer
{
    private static readonly string[] s_contractions = ["n't", "'ll", "'ve", "'re", "'m", "'d"];

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> s_units = new HashSet<string>(
        ("km km² km³ m m² m³ dm cm cm² cm³ mm mm² mm³ ha µm nm yd in ft kg g mg µg t lb oz m/s km/h kmh mph hPa Pa mbar mb MB "
        + "kb KB gb GB tb TB T G M K % °C °F ° bn B k mi kHz MHz GHz Hz kW").Split(' '), StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Splits a text.</summary>
    /// <param name="text">Cleaned text.</param>
    /// <param name="tokens">Where the tokens go; marks are tagged, words are not.</param>
    public static void Tokenize(ReadOnlySpan<char> text, List<Token> tokens)
    {
        int position = 0;
        while (position < text.Length)
        {
            if (char.IsWhiteSpace(text[position]))
            {
                position++;
                continue;
            }

            int end = position + 1;
            while (end < text.Length && !char.IsWhiteSpace(text[end]))
            {
                end++;
            }

            int before = tokens.Count;
            Split(text[position..end], tokens);
            if (tokens.Count > before)
            {
                tokens[^1].FollowedByBlank = end < text.Length;
            }

            position = end;
        }
    }

    private static void Split(ReadOnlySpan<char> chunk, List<Token> tokens)
    {
        int start = 0;
        int end = chunk.Length;
        var suffixes = new Stack<Token>();
        while (start < end)
        {
            ReadOnlySpan<char> rest = chunk[start..end];
            if (IsWhole(rest))
            {
                break;
            }

            int prefix = PrefixLength(rest);
            if (prefix > 0)
            {
                tokens.Add(Mark(rest[..prefix], opens: true));
                start += prefix;
                continue;
            }

            int suffix = SuffixLength(rest);
            if (suffix == 0 || suffix == rest.Length)
            {
                break;
            }

            suffixes.Push(Mark(rest[^suffix..], opens: false));
            end -= suffix;
        }

        if (start < end)
        {
            Core(chunk[start..end], tokens);
        }

        while (suffixes.TryPop(out Token? token))
        {
            tokens.Add(token);
        }
    }

    private static bool IsWhole(ReadOnlySpan<char> text) =>
        Abbreviations.IsDotted(text) || Abbreviations.HasApostrophe(text) || text is "and/or" or "w/o" or "C++" or "C#" or "km/h" or "m/s"
        || (!Marks.IsSuffix(text[^1]) && text[^1] != '.' && WebAddress.Is(text));

    private static Token Mark(ReadOnlySpan<char> text, bool opens)
    {
        var token = new Token(text.ToString()) { Tag = Marks.TagOf(text) };
        if (text is "\"" or "'")
        {
            token.Tag = opens ? PosTag.OpenQuote : PosTag.CloseQuote;
        }

        return token;
    }

    private static int PrefixLength(ReadOnlySpan<char> text)
    {
        char first = text[0];
        if (first == '.')
        {
            int dots = text.IndexOfAnyExcept('.');
            dots = dots < 0 ? text.Length : dots;
            return dots > 1 ? dots : 0;
        }

        if (first == '\'')
        {
            // '80s is a word, not a quotation
            return text.Length > 1 && char.IsAsciiDigit(text[1]) ? 0 : 1;
        }

        return Marks.IsPrefix(first) || (first == '+' && text.Length > 1 && !char.IsAsciiDigit(text[1])) ? 1 : 0;
    }

    private static int SuffixLength(ReadOnlySpan<char> text)
    {
        char last = text[^1];
        if (last is 's' or 'S' && text.Length > 2 && text[^2] == '\'')
        {
            return 2;
        }

        if (last == '.')
        {
            return DotLength(text);
        }

        if (Marks.IsSuffix(last))
        {
            return 1;
        }

        if (last == '+' && text.Length > 1 && char.IsAsciiDigit(text[^2]))
        {
            return 1;
        }

        if (Marks.IsCurrency(last) && text.Length > 1 && char.IsAsciiDigit(text[^2]))
        {
            return 1;
        }

        int digit = text.LastIndexOfAnyInRange('0', '9');
        return digit >= 0 && digit < text.Length - 1 && s_units.Contains(text[(digit + 1)..]) ? text.Length - digit - 1 : 0;
    }

    // a dot ends a word after a digit, a small letter, two capitals or a mark; D.C. keeps it
    private static int DotLength(ReadOnlySpan<char> text)
    {
        int dots = text.Length - 1 - text.LastIndexOfAnyExcept('.');
        if (dots > 1 || dots == text.Length)
        {
            return dots;
        }

        char before = text[^2];
        bool ends = char.IsAsciiDigit(before) || char.IsLower(before) || Marks.IsSuffix(before) || before is '%' or '-' or '+' or '²' or '³'
            || (char.IsUpper(before) && text.Length > 2 && (char.IsUpper(text[^3]) || text[^3] == '°'))
            || (char.IsLetter(before) && !char.IsUpper(before));
        return ends ? 1 : 0;
    }

    private static void Core(ReadOnlySpan<char> text, List<Token> tokens)
    {
        if (IsWhole(text))
        {
            tokens.Add(new Token(text.ToString()) { Tag = WebAddress.Is(text) ? PosTag.Address : PosTag.None });
            return;
        }

        if (Marks.TagOf(text) is var mark and not PosTag.None)
        {
            tokens.Add(new Token(text.ToString()) { Tag = mark });
            return;
        }

        // 9am, 10pm
        if (text.Length > 2 && text[^1] == 'm' && text[^2] is 'a' or 'p' && !text[..^2].ContainsAnyExceptInRange('0', ':'))
        {
            tokens.Add(new Token(text[..^2].ToString()) { Tag = PosTag.Cardinal, FollowedByBlank = true });
            tokens.Add(new Token(text[^2..].ToString()) { Tag = PosTag.Noun });
            return;
        }

        int start = 0;
        for (int i = 1; i < text.Length; i++)
        {
            int length = InfixLength(text, i);
            if (length == 0)
            {
                continue;
            }

            Word(text[start..i], tokens);
            ReadOnlySpan<char> infix = text.Slice(i, length);
            bool hyphen = infix is "-" or "~";
            tokens.Add(new Token(infix.ToString()) { Tag = hyphen ? PosTag.Hyphen : Marks.TagOf(infix) });
            start = i + length;
            i = start;
        }

        Word(text[start..], tokens);
    }

    private static int InfixLength(ReadOnlySpan<char> text, int i)
    {
        char c = text[i];
        char before = text[i - 1];
        if (c == '.')
        {
            int dots = text[i..].IndexOfAnyExcept('.');
            dots = dots < 0 ? text.Length - i : dots;
            if (dots > 1)
            {
                return dots;
            }
        }

        if (i + 1 >= text.Length)
        {
            return 0;
        }

        char after = text[i + 1];
        return c switch
        {
            '…' => 1,
            '+' or '-' or '*' or '^' when char.IsAsciiDigit(before) && (char.IsAsciiDigit(after) || after == '-') => 1,
            '.' when (char.IsLower(before) || before is '"' or '”' or '\'') && (char.IsUpper(after) || after is '"' or '“' or '\'') => 1,
            ',' or '-' or '–' or '—' or '~' when char.IsLetter(before) && char.IsLetter(after) => 1,
            ':' or '<' or '>' or '=' or '/' when char.IsLetterOrDigit(before) && char.IsLetter(after) => 1,
            '—' => 1,
            _ => 0,
        };
    }

    private static void Word(ReadOnlySpan<char> text, List<Token> tokens)
    {
        if (text.IsEmpty)
        {
            return;
        }

        // they'll've: up to two contractions, the last one first
        int at = tokens.Count;
        for (int i = 0; i < 2; i++)
        {
            int length = ContractionLength(text);
            if (length == 0)
            {
                break;
            }

            tokens.Insert(at, new Token(text[^length..].ToString()));
            text = text[..^length];
        }

        tokens.Insert(at, new Token(text.ToString()));
    }

    private static int ContractionLength(ReadOnlySpan<char> text)
    {
        if (text.LastIndexOf('\'') <= 0)
        {
            return 0;
        }

        foreach (string ending in s_contractions)
        {
            if (text.Length > ending.Length && text.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                return ending.Length;
            }
        }

        return 0;
    }
}
