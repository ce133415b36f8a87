using System.Globalization;

namespace PocketTts.Eval.Core.Text.Spoken;

/// <summary>The ways in which numerals are said.</summary>
internal static class NumberReadings
{
    // above this only digit by digit
    private const int MaxCardinalDigits = 15;

    // above this nobody reads it out: it stays one word
    private const int MaxSpokenDigits = 100;

    /// <summary>Digits without separators: as a number, as a year, in pairs, digit by digit.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="digits">ASCII digits, at least one.</param>
    /// <param name="isGrouped">True when thousands were separated: then it is a number, or hundreds, and no year or code.</param>
    public static void Integer(ReadingWriter writer, string digits, bool isGrouped)
    {
        List<Action> readings = [];
        if (Value(digits) is { } value && (digits[0] != '0' || digits.Length == 1))
        {
            readings.Add(() => writer.Words(EnglishNumbers.Cardinal(value)));
            if ((!isGrouped || value % 100 == 0) && Pairs(digits, (int)(value % 100_000)) is { } pairs)
            {
                readings.Add(() => writer.Words(pairs));
            }
        }

        if (digits.Length > 1 && !isGrouped || readings.Count == 0)
        {
            readings.Add(() => DigitByDigit(writer, digits));
        }

        writer.AnyOf(readings);
    }

    /// <summary>A numeral with decimals: the whole part, point, the digits.</summary>
    public static void Decimal(ReadingWriter writer, string integer, bool isGrouped, string decimals)
    {
        if (integer is "" or "0")
        {
            writer.AnyOf("zero", "oh", "");
        }
        else
        {
            Integer(writer, integer, isGrouped);
        }

        writer.AnyOf("point", "dot");
        if (decimals.Length == 2 && decimals[0] != '0')
        {
            writer.AnyOf(() => DigitByDigit(writer, decimals), () => writer.Words(EnglishNumbers.Cardinal(Value(decimals)!.Value)));
        }
        else
        {
            DigitByDigit(writer, decimals);
        }
    }

    /// <summary><c>21st</c>.</summary>
    public static void Ordinal(ReadingWriter writer, string digits)
    {
        if (Value(digits) is { } value)
        {
            writer.Words(EnglishNumbers.Ordinal(value));
        }
        else
        {
            DigitByDigit(writer, digits);
        }
    }

    /// <summary><c>1990s</c>, <c>90s</c>.</summary>
    public static void Plural(ReadingWriter writer, string digits)
    {
        if (Value(digits) is not { } value)
        {
            DigitByDigit(writer, digits);
            return;
        }

        List<Action> readings = [() => writer.Words(EnglishNumbers.Plural(EnglishNumbers.Cardinal(value)))];
        if (Pairs(digits, (int)(value % 100_000)) is { } pairs)
        {
            readings.Add(() => writer.Words(EnglishNumbers.Plural(pairs)));
        }

        writer.AnyOf(readings);
    }

    /// <summary><c>10:30</c>: ten thirty, half past ten, thirty minutes past ten.</summary>
    public static void Time(ReadingWriter writer, int hour, int minute)
    {
        List<Action> readings =
        [
            () => writer.Words(EnglishNumbers.Cardinal(hour)).AnyOf(minute switch
            {
                0 => ["", "o'clock", "hundred", "zero zero", "oh oh"],
                < 10 => [$"oh {Name(minute)}", $"zero {Name(minute)}"],
                _ => [Name(minute)],
            }),
        ];
        int nextHour = hour % 12 + 1;
        int to = 60 - minute;
        switch (minute)
        {
            case 0:
                break;
            case 15:
                readings.Add(() => writer.AnyOf("quarter", "a quarter").AnyOf("past", "after").Words(EnglishNumbers.Cardinal(hour)));
                break;
            case 30:
                readings.Add(() => writer.Words("half", "past").Words(EnglishNumbers.Cardinal(hour)));
                break;
            case 45:
                readings.Add(() => writer.AnyOf("quarter", "a quarter").Words("to").Words(EnglishNumbers.Cardinal(nextHour)));
                break;
            default:
                break;
        }

        if (minute is > 0 and <= 30)
        {
            readings.Add(() => writer.Words(EnglishNumbers.Cardinal(minute)).AnyOf("", "minutes").AnyOf("past", "after").Words(EnglishNumbers.Cardinal(hour)));
        }
        else if (minute > 30)
        {
            readings.Add(() => writer.Words(EnglishNumbers.Cardinal(to)).AnyOf("", "minutes").Words("to").Words(EnglishNumbers.Cardinal(nextHour)));
        }

        writer.AnyOf(readings);
    }

    /// <summary>Each digit by itself; two equal ones in a row may be "double". More than 100 digits stay one word.</summary>
    public static void DigitByDigit(ReadingWriter writer, string digits)
    {
        if (digits.Length > MaxSpokenDigits)
        {
            writer.Words(digits);
            return;
        }

        for (int i = 0; i < digits.Length; i++)
        {
            string digit = EnglishNumbers.Digit(digits[i]);
            if (digits.Length > 2 && i + 1 < digits.Length && digits[i] == digits[i + 1])
            {
                writer.AnyOf(() => writer.Words(digit, digit), () => writer.Words("double", digit));
                i++;
            }
            else
            {
                writer.Words(digit);
            }
        }
    }

    /// <summary>The value, or null when it has too many digits.</summary>
    public static long? Value(string digits) =>
        digits.Length <= MaxCardinalDigits ? long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    private static string Name(int value) => string.Join(' ', EnglishNumbers.Cardinal(value));

    // nineteen eighty four, nineteen oh five, fifteen hundred; seven forty seven
    private static List<string>? Pairs(string digits, int value)
    {
        int last = value % 100;
        return digits.Length switch
        {
            4 when last == 0 && value % 1000 != 0 => [.. EnglishNumbers.Cardinal(value / 100), "hundred"],
            4 when last is > 0 and < 10 => [.. EnglishNumbers.Cardinal(value / 100), "oh", .. EnglishNumbers.Cardinal(last)],
            4 when last >= 10 => [.. EnglishNumbers.Cardinal(value / 100), .. EnglishNumbers.Cardinal(last)],
            3 when last >= 10 => [.. EnglishNumbers.Cardinal(value / 100), .. EnglishNumbers.Cardinal(last)],
            _ => null,
        };
    }
}
