using System.Buffers;
using System.Globalization;
using System.Text;
using PocketTts.Eval.Models.Kokoro.Phonemes.Lexicons;
using PocketTts.Eval.Models.Kokoro.Phonemes.Numbers;
using PocketTts.Eval.Models.Kokoro.Phonemes.Tags;
using PocketTts.Eval.Models.Kokoro.Phonemes.Tokens;

namespace PocketTts.Eval.Models.Kokoro.Phonemes;

/// <summary>
/// Finds the pronunciation of words from the last to the first: the longest parts of a word that the lexicon knows, else
/// the fallback for the whole word, else letters (misaki 0.9.4).
/// </summary>
internal sealed class GroupPronouncer(WordPronouncer words, NumberPronouncer numbers, IWordFallback? fallback, WarningList warnings)
{
    // no lexicon key is longer, none has more pieces; keeps the search linear in the length of the text
    private const int LongestKey = 48;
    private const int MostPieces = 16;
    private const int MostNumberPieces = 3;

    // the last letter of Latin Extended-B
    private const int LastLatinExtended = 0x24F;

    private static readonly SearchValues<char> s_junk = SearchValues.Create("',-._/");

    private PhraseContext _context;

    /// <summary>Pronounces all groups.</summary>
    public void Pronounce(List<WordGroup> groups)
    {
        for (int i = groups.Count - 1; i >= 0; i--)
        {
            List<Token> tokens = groups[i].Tokens;
            if (tokens.Count > 1)
            {
                Pronounce(tokens);
                continue;
            }

            Token token = tokens[0];
            token.Phonemes ??= FromLexicon(token) ?? FromFallback(token.Text, token.Tag);
            Remember(token, token.Phonemes);
        }
    }

    /// <summary>Joins the pieces of a word into one token.</summary>
    public static Token Merge(List<Token> tokens, int start, int end)
    {
        Token first = tokens[start];
        if (end - start == 1)
        {
            return first;
        }

        var text = new StringBuilder();
        Token heaviest = first;
        int weight = 0;
        double? stress = null;
        string flags = "";
        for (int i = start; i < end; i++)
        {
            Token token = tokens[i];
            text.Append(token.Text);
            int own = 0;
            foreach (char c in token.Text)
            {
                own += char.ToLowerInvariant(c) == c ? 1 : 2;
            }

            if (own > weight)
            {
                (heaviest, weight) = (token, own);
            }

            stress ??= token.Stress;
            flags = token.NumberFlags.Length > flags.Length ? token.NumberFlags : flags;
        }

        return new Token(text.ToString())
        {
            Tag = heaviest.Tag,
            IsHead = first.IsHead,
            SetOff = first.SetOff,
            FollowedByBlank = tokens[end - 1].FollowedByBlank,
            Stress = stress,
            Currency = tokens[end - 1].Currency,
            NumberFlags = flags,
        };
    }

    private static bool IsJunk(string text) => !text.AsSpan().ContainsAnyExcept(s_junk);

    private void Pronounce(List<Token> tokens)
    {
        int right = tokens.Count;
        int left = First(tokens, right);
        while (left < right)
        {
            if (CanBeOneWord(tokens, left, right) && Merge(tokens, left, right) is var whole
                && FromLexicon(whole) is { } phonemes)
            {
                Set(tokens, left, right, phonemes);
                Remember(whole, phonemes);
                right = left;
                left = First(tokens, right);
            }
            else if (left + 1 < right)
            {
                left++;
            }
            else
            {
                right--;
                if (IsJunk(tokens[right].Text) || (fallback is null && tokens[right].Text == ":"))
                {
                    // hyphens in words, the colon of a clock time
                    tokens[right].Phonemes = "";
                }
                else if (IsReadByParts(tokens))
                {
                    tokens[right].Phonemes = FromFallback(tokens[right].Text, tokens[right].Tag);
                }
                else
                {
                    Token all = Merge(tokens, 0, tokens.Count);
                    Set(tokens, 0, tokens.Count, FromFallback(all.Text, all.Tag));
                    return;
                }

                left = First(tokens, right);
            }
        }

        if (tokens.TrueForAll(t => IsJunk(t.Text)))
        {
            foreach (Token token in tokens)
            {
                warnings.DroppedCharacter(token.Text[0]);
            }
        }

        CompoundStress.Settle(tokens);
    }

    // a lexicon key is letters, apostrophes, hyphens and dots; a number starts with a digit or its sign and has few pieces
    private static bool CanBeOneWord(List<Token> tokens, int left, int right)
    {
        if (right - left == 1)
        {
            return true;
        }

        bool number = right - left <= MostNumberPieces && tokens[left].Text[0] is (>= '0' and <= '9') or '-' or '.' or ',';
        for (int i = left; i < right; i++)
        {
            char c = tokens[i].Text[0];
            if (!char.IsLetter(c) && c is not ('\'' or '-' or '.') && !(number && (c == ',' || char.IsAsciiDigit(c))))
            {
                return false;
            }
        }

        return true;
    }

    // without espeak the known parts of a word are still said
    private bool IsReadByParts(List<Token> tokens) => fallback is null || tokens[0].Tag == PosTag.Address;

    private static int First(List<Token> tokens, int right)
    {
        int left = right;
        int length = 0;
        while (left > 0 && right - left < MostPieces && (length += tokens[left - 1].Text.Length) <= LongestKey)
        {
            left--;
        }

        return left == right && right > 0 ? right - 1 : left;
    }

    private static void Set(List<Token> tokens, int left, int right, string phonemes)
    {
        tokens[left].Phonemes = phonemes;
        for (int i = left + 1; i < right; i++)
        {
            tokens[i].Phonemes = "";
        }
    }

    private string? FromLexicon(Token token)
    {
        if (token.Alias is { } alias)
        {
            return FromAlias(alias, token);
        }

        string word = Plain(token.Text);
        double? stress = CaseStress(word);
        if (words.Pronounce(word, token.Tag, stress, _context) is { } phonemes)
        {
            if (token.Currency != '\0')
            {
                phonemes += " " + words.Plural(Currencies.Find(token.Currency).Major);
            }

            return Stress.Apply(phonemes, token.Stress);
        }

        return NumberPronouncer.IsNumber(word, token.IsHead)
            && numbers.Pronounce(word, token.Currency, token.IsHead, token.NumberFlags) is { } number
            ? Stress.Apply(number, token.Stress)
            : null;
    }

    private string? FromAlias(string alias, Token token)
    {
        if (!alias.Contains(' ', StringComparison.Ordinal))
        {
            return words.Pronounce(alias, token.Tag, null, _context);
        }

        var said = new List<string>(3);
        foreach (string word in alias.Split(' '))
        {
            if (words.Pronounce(word, PosTag.Noun, null, new PhraseContext(false, false)) is not { } phonemes)
            {
                return null;
            }

            said.Add(phonemes);
        }

        return string.Join(' ', said);
    }

    private static string Plain(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange('\0', '\x7F'))
        {
            return text;
        }

        return text.Normalize(NormalizationForm.FormKC);
    }

    // a capital adds a little stress, capitals add much
    private static double? CaseStress(string word)
    {
        bool lower = true;
        bool upper = true;
        foreach (char c in word)
        {
            lower &= char.ToLowerInvariant(c) == c;
            upper &= char.ToUpperInvariant(c) == c;
        }

        return lower ? null : upper ? 2 : 0.5;
    }

    private string FromFallback(string text, PosTag tag)
    {
        if (fallback is not null)
        {
            if (warnings.SilentSigns(text))
            {
                return "";
            }

            string said = fallback.Pronounce(text);
            if (said.Length == 0)
            {
                warnings.UnknownWord(text, "left out: espeak-ng says nothing for it");
            }
            else if (HasForeignSign(text))
            {
                warnings.UnknownWord(text, "read by espeak-ng's names of its signs, not as a word");
            }

            return Abbreviations.IsDotted(text) ? said.TrimEnd('.') : said;
        }

        if (words.Spell(WithoutAccents(text)) is { } spelled)
        {
            warnings.UnknownWord(text, "spelled letter by letter: espeak-ng is not installed");
            return spelled;
        }

        warnings.UnknownWord(text, "left out: espeak-ng is not installed");
        return "";
    }

    // letters beyond Latin and pictures have names ("grinning face"), and espeak-ng says those
    private static bool HasForeignSign(string text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol
                || (Rune.IsLetter(rune) && rune.Value > LastLatinExtended && rune.Value is not (>= 0x1E00 and <= 0x1EFF)))
            {
                return true;
            }
        }

        return false;
    }

    private static string WithoutAccents(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (char c in text.Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                plain.Append(c);
            }
        }

        return plain.ToString();
    }

    // the first vowel, consonant or pause of a word is what the word before it sees
    private void Remember(Token token, string phonemes)
    {
        bool? vowel = _context.VowelFollows;
        foreach (char symbol in phonemes)
        {
            if (symbol is ';' or ':' or ',' or '.' or '!' or '?' or '—' or '…')
            {
                vowel = null;
                break;
            }

            if (Stress.IsVowel(symbol))
            {
                vowel = true;
                break;
            }

            if (symbol is >= 'a' and <= 'z' or 'ð' or 'ŋ' or 'ɡ' or 'ɹ' or 'ɾ' or 'ʃ' or 'ʒ' or 'ʤ' or 'ʧ' or 'θ' && symbol is not ('c' or 'e' or 'g' or 'o' or 'q' or 'r' or 'x' or 'y'))
            {
                vowel = false;
                break;
            }
        }

        bool to = token.Text is "to" or "To" || (token.Text == "TO" && token.Tag is PosTag.To or PosTag.Preposition);
        _context = new PhraseContext(vowel, to);
    }
}
