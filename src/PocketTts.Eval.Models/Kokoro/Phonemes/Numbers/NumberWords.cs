namespace PocketTts.Eval.Models.Kokoro.Phonemes.Numbers;

/// <summary>
/// Digits to English words, in the way of the Python package num2words: "and" included, hyphens left out, so
/// <c>1105</c> gives one, thousand, one, hundred, and, five.
/// </summary>
internal static class NumberWords
{
    /// <summary>Longest run of digits that is read as one number; longer ones are read digit by digit.</summary>
    public const int MostDigits = 36;

    private static readonly string[] s_small =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] s_tens =
        ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    private static readonly string[] s_scales =
    [
        "", "thousand", "million", "billion", "trillion", "quadrillion", "quintillion", "sextillion", "septillion",
        "octillion", "nonillion", "decillion",
    ];

    /// <summary>Appends a cardinal number.</summary>
    /// <param name="digits">ASCII digits, at least one.</param>
    /// <param name="words">Where the words go.</param>
    public static void Cardinal(ReadOnlySpan<char> digits, List<string> words)
    {
        digits = digits.TrimStart('0');
        if (digits.IsEmpty)
        {
            words.Add(s_small[0]);
            return;
        }

        if (digits.Length > MostDigits)
        {
            EachDigit(digits, words);
            return;
        }

        int start = words.Count;
        int groups = (digits.Length + 2) / 3;
        for (int group = groups - 1; group >= 0; group--)
        {
            int end = digits.Length - (group * 3);
            int value = Value(digits[Math.Max(0, end - 3)..end]);
            if (value == 0)
            {
                continue;
            }

            if (group == 0 && value < 100 && words.Count > start)
            {
                words.Add("and");
            }

            Below1000(value, words);
            if (group > 0)
            {
                words.Add(s_scales[group]);
            }
        }
    }

    /// <summary>Appends an ordinal number: third, twenty-first, one hundredth.</summary>
    public static void Ordinal(ReadOnlySpan<char> digits, List<string> words)
    {
        Cardinal(digits, words);
        string last = words[^1];
        words[^1] = last switch
        {
            "one" => "first",
            "two" => "second",
            "three" => "third",
            "five" => "fifth",
            "eight" => "eighth",
            "nine" => "ninth",
            "twelve" => "twelfth",
            _ when last.EndsWith('y') => last[..^1] + "ieth",
            _ => last + "th",
        };
    }

    /// <summary>Appends four digits as a year: 1999 nineteen ninety nine, 1905 nineteen oh five, 2007 two thousand and seven.</summary>
    public static void Year(ReadOnlySpan<char> digits, List<string> words)
    {
        int value = Value(digits);
        int high = value / 100;
        int low = value % 100;
        if (high == 0 || high >= 100 || (high % 10 == 0 && low < 10))
        {
            Cardinal(digits, words);
            return;
        }

        Below1000(high, words);
        if (low == 0)
        {
            words.Add("hundred");
        }
        else
        {
            if (low < 10)
            {
                words.Add("oh");
            }

            Below1000(low, words);
        }
    }

    /// <summary>Appends a decimal number, <c>12.50</c>: the whole part, "point", the digits without trailing zeros, at least one.</summary>
    public static void Decimal(ReadOnlySpan<char> digits, List<string> words)
    {
        int point = digits.IndexOf('.');
        ReadOnlySpan<char> whole = digits[..point];
        ReadOnlySpan<char> fraction = digits[(point + 1)..].TrimEnd('0');
        Cardinal(whole.IsEmpty ? "0" : whole, words);
        words.Add("point");
        EachDigit(fraction.IsEmpty ? "0" : fraction, words);
    }

    /// <summary>Appends every digit as a word.</summary>
    public static void EachDigit(ReadOnlySpan<char> digits, List<string> words)
    {
        foreach (char digit in digits)
        {
            words.Add(s_small[digit - '0']);
        }
    }

    private static void Below1000(int value, List<string> words)
    {
        if (value >= 100)
        {
            words.Add(s_small[value / 100]);
            words.Add("hundred");
            value %= 100;
            if (value == 0)
            {
                return;
            }

            words.Add("and");
        }

        if (value < 20)
        {
            words.Add(s_small[value]);
            return;
        }

        words.Add(s_tens[value / 10]);
        if (value % 10 > 0)
        {
            words.Add(s_small[value % 10]);
        }
    }

    private static int Value(ReadOnlySpan<char> digits)
    {
        int value = 0;
        foreach (char digit in digits)
        {
            value = (value * 10) + (digit - '0');
        }

        return value;
    }
}
