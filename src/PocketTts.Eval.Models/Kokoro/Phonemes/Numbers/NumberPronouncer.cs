using PocketTts.Eval.Models.Kokoro.Phonemes.Lexicons;
using PocketTts.Eval.Models.Kokoro.Phonemes.Tags;

namespace PocketTts.Eval.Models.Kokoro.Phonemes.Numbers;

/// <summary>Reads numbers: cardinals, ordinals, years, decimals, amounts of money, version numbers, digit strings.</summary>
internal sealed class NumberPronouncer(WordPronouncer words)
{
    private static readonly string[] s_suffixes = ["ing", "'d", "ed", "'s", "st", "nd", "rd", "th", "s"];

    /// <summary>True for digits with commas and dots, a minus at the head and one ending.</summary>
    /// <param name="word">Text.</param>
    /// <param name="isHead">True when nothing is glued in front.</param>
    public static bool IsNumber(string word, bool isHead)
    {
        ReadOnlySpan<char> body = Body(word);
        bool digit = false;
        for (int i = 0; i < body.Length; i++)
        {
            char c = body[i];
            digit |= char.IsAsciiDigit(c);
            if (!char.IsAsciiDigit(c) && c is not (',' or '.') && !(c == '-' && i == 0 && isHead))
            {
                return false;
            }
        }

        return digit;
    }

    /// <summary>Reads a number.</summary>
    /// <param name="word">A text for which <see cref="IsNumber"/> holds.</param>
    /// <param name="currency">Sign of the currency it is an amount of, or '\0'.</param>
    /// <param name="isHead">True when nothing is glued in front; a number glued to something is read digit by digit.</param>
    /// <param name="flags">See <see cref="Tokens.Token.NumberFlags"/>.</param>
    /// <returns>Phonemes, or null when the lexicon lacks a number word.</returns>
    public string? Pronounce(string word, char currency, bool isHead, string flags)
    {
        ReadOnlySpan<char> body = Body(word);
        string suffix = word[body.Length..];
        var said = new Reading(words, flags);
        if (body.StartsWith("-"))
        {
            said.Add("minus");
            body = body[1..];
        }

        string number = body.ToString().Replace(",", "", StringComparison.Ordinal);
        int dots = number.AsSpan().Count('.');
        bool ordinal = suffix is "st" or "nd" or "rd" or "th";
        if (dots == 1 && (number[^1] == '.' || !isHead))
        {
            number = number.TrimEnd('.');
            dots = number.AsSpan().Count('.');
        }

        if (number.Length == 0)
        {
            return null;
        }

        if (!isHead && dots == 0)
        {
            Glued(number, said);
        }
        else if (dots > 1 || !isHead)
        {
            Dotted(number, said);
        }
        else if (currency != '\0')
        {
            Money(number, dots == 1, Currencies.Find(currency), said);
        }
        else if (dots == 1)
        {
            DecimalNumber(number, said);
        }
        else if (ordinal)
        {
            said.Add(NumberWords.Ordinal, number);
        }
        else if (number.Length == 4 && body.Length == 4 && said.IsEmpty)
        {
            said.Add(NumberWords.Year, number);
        }
        else
        {
            said.Add(NumberWords.Cardinal, number);
        }

        string? phonemes = said.Join();
        return suffix switch
        {
            "s" or "'s" => words.Endings.S(phonemes),
            "ed" or "'d" => words.Endings.Ed(phonemes),
            "ing" => words.Endings.Ing(phonemes),
            _ => phonemes,
        };
    }

    private static ReadOnlySpan<char> Body(string word)
    {
        foreach (string suffix in s_suffixes)
        {
            if (word.EndsWith(suffix, StringComparison.Ordinal))
            {
                return word.AsSpan(0, word.Length - suffix.Length);
            }
        }

        return word;
    }

    // 370 in B370: three seventy; 305: three oh five; 0123 and 12345: each digit
    private static void Glued(string number, Reading said)
    {
        if (number[0] == '0' || number.Length > 3)
        {
            said.Add(NumberWords.EachDigit, number);
        }
        else if (number.Length == 3 && !number.EndsWith("00", StringComparison.Ordinal))
        {
            said.Add(NumberWords.Cardinal, number[..1]);
            if (number[1] == '0')
            {
                said.AddWeak("O");
                said.Add(NumberWords.Cardinal, number[2..]);
            }
            else
            {
                said.Add(NumberWords.Cardinal, number[1..]);
            }
        }
        else
        {
            said.Add(NumberWords.Cardinal, number);
        }
    }

    private static void Dotted(string number, Reading said)
    {
        foreach (string part in number.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            bool each = part[0] == '0' || (part.Length != 2 && part.AsSpan(1).ContainsAnyExcept('0'));
            if (each)
            {
                said.Add(NumberWords.EachDigit, part);
            }
            else
            {
                said.Add(NumberWords.Cardinal, part);
            }
        }
    }

    private void Money(string number, bool hasPoint, CurrencyUnit unit, Reading said)
    {
        string whole = hasPoint ? number[..number.IndexOf('.', StringComparison.Ordinal)] : number;
        string fraction = hasPoint ? number[(whole.Length + 1)..] : "";
        if (fraction.Length is not (0 or 2) || (unit.Minor is null && fraction.Length > 0))
        {
            // 1.5 and 1.255 are no dollars and cents
            DecimalNumber(number, said);
            said.AddPhonemes(words.Plural(unit.Major));
            return;
        }

        bool wholeIsZero = !whole.AsSpan().ContainsAnyExcept('0');
        bool fractionIsZero = !fraction.AsSpan().ContainsAnyExcept('0');
        if (!wholeIsZero || fractionIsZero)
        {
            Amount(whole.Length == 0 ? "0" : whole, unit.Major, said);
        }

        if (!fractionIsZero)
        {
            if (!wholeIsZero)
            {
                said.Add("and");
            }

            Amount(fraction, unit.Minor!, said);
        }
    }

    private void Amount(string number, string unit, Reading said)
    {
        said.Add(NumberWords.Cardinal, number);
        bool one = number.AsSpan().TrimStart('0').SequenceEqual("1");
        said.AddPhonemes(one || unit is "pence" or "yen" or "won" or "baht" ? words.Lookup(unit, PosTag.None, null, null) : words.Plural(unit));
    }

    private static void DecimalNumber(string number, Reading said)
    {
        if (number[0] == '.')
        {
            said.AddWeak("point");
            said.Add(NumberWords.EachDigit, number[1..]);
        }
        else
        {
            said.Add(NumberWords.Decimal, number);
        }
    }

    /// <summary>The words of one number as they are said.</summary>
    private sealed class Reading(WordPronouncer pronouncer, string flags)
    {
        private readonly List<string> _phonemes = [];
        private bool _failed;

        public delegate void Reader(ReadOnlySpan<char> digits, List<string> words);

        public bool IsEmpty => _phonemes.Count == 0;

        public void Add(Reader reader, string digits)
        {
            var number = new List<string>(8);
            reader(digits, number);
            for (int i = 0; i < number.Count; i++)
            {
                string word = number[i];
                if (word == "and" && !flags.Contains('&', StringComparison.Ordinal))
                {
                    if (flags.Contains('n', StringComparison.Ordinal) && _phonemes.Count > 0)
                    {
                        _phonemes[^1] += "ən";
                    }
                }
                else if (word == "one" && i == 0 && IsEmpty && number.Count > 1 && flags.Contains('a', StringComparison.Ordinal))
                {
                    _phonemes.Add("ə");
                }
                else if (word == "point")
                {
                    AddWeak(word);
                }
                else
                {
                    Add(word);
                }
            }
        }

        public void Add(string word) => AddPhonemes(pronouncer.Lookup(word, PosTag.None, null, null));

        public void AddWeak(string word) => AddPhonemes(pronouncer.Lookup(word, PosTag.None, -2, null));

        public void AddPhonemes(string? phonemes)
        {
            _failed |= phonemes is null;
            _phonemes.Add(phonemes ?? "");
        }

        public string? Join() => _failed || IsEmpty ? null : string.Join(' ', _phonemes);
    }
}
