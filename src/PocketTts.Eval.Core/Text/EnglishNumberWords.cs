using System.Collections.Frozen;
using System.Numerics;

namespace PocketTts.Eval.Core.Text;

/// <summary>The English words that numbers are made of, as Whisper's normalizer knows them.</summary>
internal static class EnglishNumberWords
{
    private static readonly string[] s_ones =
    [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
        "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] s_tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    private static readonly string[] s_powersOfThousand =
    [
        "thousand", "million", "billion", "trillion", "quadrillion", "quintillion", "sextillion", "septillion", "octillion",
        "nonillion", "decillion",
    ];

    /// <summary>Words that can be part of a number, or act beside one.</summary>
    public static FrozenDictionary<string, NumberWord> All { get; } = Build().ToFrozenDictionary(StringComparer.Ordinal);

    private static Dictionary<string, NumberWord> Build()
    {
        var words = new Dictionary<string, NumberWord>(StringComparer.Ordinal);
        foreach (string zero in (string[])["o", "oh", "zero"])
        {
            words[zero] = new NumberWord(NumberWordKind.Zero, 0);
        }

        words["zeroth"] = new NumberWord(NumberWordKind.SuffixedOne, 0, "th");
        for (int value = 1; value <= s_ones.Length; value++)
        {
            string name = s_ones[value - 1];
            words[name] = new NumberWord(NumberWordKind.One, value);
            words[value == 6 ? "sixes" : name + "s"] = new NumberWord(NumberWordKind.SuffixedOne, value, "s");
            (string ordinal, string suffix) = value switch
            {
                1 => ("first", "st"),
                2 => ("second", "nd"),
                3 => ("third", "rd"),
                5 => ("fifth", "th"),
                12 => ("twelfth", "th"),
                8 => ("eighth", "th"),
                // the list follows "eighth" alone in English but says "nineth", not "ninth"
                _ => (name + "th", "th"),
            };
            words[ordinal] = new NumberWord(NumberWordKind.SuffixedOne, value, suffix);
        }

        for (int i = 0; i < s_tens.Length; i++)
        {
            string name = s_tens[i];
            int value = (i + 2) * 10;
            words[name] = new NumberWord(NumberWordKind.Ten, value);
            words[name[..^1] + "ies"] = new NumberWord(NumberWordKind.SuffixedTen, value, "s");
            words[name[..^1] + "ieth"] = new NumberWord(NumberWordKind.SuffixedTen, value, "th");
        }

        AddMultiplier(words, "hundred", 100);
        BigInteger multiplier = 1;
        foreach (string name in s_powersOfThousand)
        {
            AddMultiplier(words, name, multiplier *= 1000);
        }

        AddSigns(words);
        return words;
    }

    private static void AddMultiplier(Dictionary<string, NumberWord> words, string name, BigInteger value)
    {
        words[name] = new NumberWord(NumberWordKind.Multiplier, value);
        words[name + "s"] = new NumberWord(NumberWordKind.SuffixedMultiplier, value, "s");
        words[name + "th"] = new NumberWord(NumberWordKind.SuffixedMultiplier, value, "th");
    }

    private static void AddSigns(Dictionary<string, NumberWord> words)
    {
        words["minus"] = words["negative"] = new NumberWord(NumberWordKind.SignBefore, 0, "-");
        words["plus"] = words["positive"] = new NumberWord(NumberWordKind.SignBefore, 0, "+");
        words["pound"] = words["pounds"] = new NumberWord(NumberWordKind.UnitAfter, 0, "\u00A3");
        words["euro"] = words["euros"] = new NumberWord(NumberWordKind.UnitAfter, 0, "\u20AC");
        words["dollar"] = words["dollars"] = new NumberWord(NumberWordKind.UnitAfter, 0, "$");
        words["cent"] = words["cents"] = new NumberWord(NumberWordKind.UnitAfter, 0, "\u00A2");
        words["per"] = new NumberWord(NumberWordKind.Per, 0, "%");
        words["percent"] = new NumberWord(NumberWordKind.Percent, 0, "%");
        words["and"] = new NumberWord(NumberWordKind.And, 0);
        words["double"] = new NumberWord(NumberWordKind.Repeat, 2);
        words["triple"] = new NumberWord(NumberWordKind.Repeat, 3);
        words["point"] = new NumberWord(NumberWordKind.Point, 0);
    }
}
