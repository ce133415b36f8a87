namespace PocketTts.Eval.Core.Text.Spoken;

/// <summary>Says whole numbers in English words.</summary>
internal static class EnglishNumbers
{
    /// <summary>Stands for "and" that may be left out.</summary>
    public const string OptionalAnd = "?and";

    /// <summary>Stands for "one" or "a".</summary>
    public const string OneOrA = "?one";

    /// <summary>Stands for "zero" or "oh".</summary>
    public const string ZeroOrOh = "?zero";

    private static readonly string[] s_small =
    [
        ZeroOrOh, "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
        "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] s_tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    private static readonly (long Value, string Name)[] s_scales =
        [(1_000_000_000_000, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million"), (1_000, "thousand")];

    /// <summary>Words of a number below 10^15.</summary>
    public static List<string> Cardinal(long value)
    {
        var words = new List<string>();
        if (value < 100)
        {
            AddBelowHundred(words, (int)value);
            return words;
        }

        foreach ((long scale, string name) in s_scales)
        {
            long count = value / scale;
            if (count > 0)
            {
                AddBelowThousand(words, (int)count);
                words.Add(name);
                value %= scale;
            }
        }

        if (value is > 0 and < 100 && words.Count > 0)
        {
            words.Add(OptionalAnd);
        }

        if (value > 0)
        {
            AddBelowThousand(words, (int)value);
        }

        return words;
    }

    /// <summary>The same with an ordinal at the end: twenty first.</summary>
    public static List<string> Ordinal(long value) => WithLast(value == 0 ? ["zero"] : Cardinal(value), OrdinalOf);

    /// <summary>The same with a plural at the end: nineteen nineties.</summary>
    public static List<string> Plural(List<string> words) => WithLast(words, PluralOf);

    /// <summary>A digit; zero may be "oh".</summary>
    public static string Digit(char digit) => s_small[digit - '0'];

    private static List<string> WithLast(List<string> words, Func<string, string> change) => [.. words.SkipLast(1), change(words[^1])];

    private static void AddBelowThousand(List<string> words, int value)
    {
        bool isFirst = words.Count == 0;
        if (value >= 100)
        {
            words.Add(isFirst && value < 200 ? OneOrA : s_small[value / 100]);
            words.Add("hundred");
            value %= 100;
            if (value > 0)
            {
                words.Add(OptionalAnd);
            }
        }
        else if (isFirst && value == 1)
        {
            words.Add(OneOrA);
            return;
        }

        if (value > 0)
        {
            AddBelowHundred(words, value);
        }
    }

    private static void AddBelowHundred(List<string> words, int value)
    {
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

    private static string OrdinalOf(string word) => word switch
    {
        "one" => "first",
        "two" => "second",
        "three" => "third",
        "five" => "fifth",
        "eight" => "eighth",
        "nine" => "ninth",
        "twelve" => "twelfth",
        _ when word[^1] == 'y' => word[..^1] + "ieth",
        _ => word + "th",
    };

    private static string PluralOf(string word) => word switch
    {
        ZeroOrOh => "zeros",
        "six" => "sixes",
        _ when word[^1] == 'y' => word[..^1] + "ies",
        _ => word + "s",
    };
}
