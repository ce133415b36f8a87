using PocketTts.Eval.Models.Kokoro.Phonemes.Numbers;
using PocketTts.Eval.Models.Kokoro.Phonemes.Tags;
using PocketTts.Eval.Models.Kokoro.Phonemes.Tokens;

namespace PocketTts.Eval.Models.Kokoro.Phonemes;

/// <summary>
/// Says what misaki leaves out or spells: units after numbers, currency signs behind amounts, <c>#5</c>; drops marks that
/// stand for nothing, with a warning. Each is listed in docs/kokoro-g2p.md.
/// </summary>
internal static class SpokenForms
{
    private static readonly Dictionary<string, (string One, string Many)> s_units = new(StringComparer.Ordinal)
    {
        ["km"] = ("kilometer", "kilometers"),
        ["km/h"] = ("kilometer per hour", "kilometers per hour"),
        ["kmh"] = ("kilometer per hour", "kilometers per hour"),
        ["cm"] = ("centimeter", "centimeters"),
        ["mm"] = ("millimeter", "millimeters"),
        ["kg"] = ("kilogram", "kilograms"),
        ["mg"] = ("milligram", "milligrams"),
        ["ml"] = ("milliliter", "milliliters"),
        ["mL"] = ("milliliter", "milliliters"),
        ["lb"] = ("pound", "pounds"),
        ["lbs"] = ("pound", "pounds"),
        ["oz"] = ("ounce", "ounces"),
        ["ft"] = ("foot", "feet"),
        ["mph"] = ("mile per hour", "miles per hour"),
        ["mi"] = ("mile", "miles"),
        ["m/s"] = ("meter per second", "meters per second"),
        ["min"] = ("minute", "minutes"),
        ["hr"] = ("hour", "hours"),
        ["hrs"] = ("hour", "hours"),
        ["sec"] = ("second", "seconds"),
        ["kHz"] = ("kilohertz", "kilohertz"),
        ["MHz"] = ("megahertz", "megahertz"),
        ["GHz"] = ("gigahertz", "gigahertz"),
        ["Hz"] = ("hertz", "hertz"),
        ["kB"] = ("kilobyte", "kilobytes"),
        ["KB"] = ("kilobyte", "kilobytes"),
        ["MB"] = ("megabyte", "megabytes"),
        ["GB"] = ("gigabyte", "gigabytes"),
        ["TB"] = ("terabyte", "terabytes"),
        ["kW"] = ("kilowatt", "kilowatts"),
        ["°C"] = ("degree Celsius", "degrees Celsius"),
        ["°F"] = ("degree Fahrenheit", "degrees Fahrenheit"),
        ["°"] = ("degree", "degrees"),
    };

    private static readonly Dictionary<string, string> s_abbreviations = new(StringComparer.Ordinal)
    {
        ["Jan."] = "January",
        ["Feb."] = "February",
        ["Apr."] = "April",
        ["Jun."] = "June",
        ["Jul."] = "July",
        ["Aug."] = "August",
        ["Sep."] = "September",
        ["Sept."] = "September",
        ["Oct."] = "October",
        ["Nov."] = "November",
        ["Dec."] = "December",
        ["Sgt."] = "sergeant",
        ["Capt."] = "captain",
        ["Lt."] = "lieutenant",
        ["Col."] = "colonel",
        ["Gen."] = "general",
        ["Gov."] = "governor",
        ["Sen."] = "senator",
        ["Rev."] = "reverend",
        ["Jr."] = "junior",
        ["Sr."] = "senior",
        ["Inc."] = "incorporated",
        ["Ltd."] = "limited",
        ["Corp."] = "corporation",
        ["Ave."] = "avenue",
        ["Blvd."] = "boulevard",
        ["Rd."] = "road",
        ["Mt."] = "mount",
        ["dept."] = "department",
        ["approx."] = "approximately",
    };

    private static readonly Dictionary<string, string> s_multiples = new(StringComparer.Ordinal)
    {
        ["K"] = "thousand",
        ["k"] = "thousand",
        ["M"] = "million",
        ["m"] = "million",
        ["bn"] = "billion",
        ["B"] = "billion",
        ["T"] = "trillion",
    };

    /// <summary>Sets the spoken forms of tagged tokens.</summary>
    public static void Apply(List<Token> tokens, WarningList warnings)
    {
        for (int i = 0; i < tokens.Count; i++)
        {
            Token token = tokens[i];
            Token? before = i > 0 ? tokens[i - 1] : null;
            Token? next = i + 1 < tokens.Count ? tokens[i + 1] : null;
            if (token.Phonemes is not null)
            {
                continue;
            }

            if (before is { Tag: PosTag.Cardinal } && AfterNumber(token, before, i > 1 ? tokens[i - 2] : null))
            {
                continue;
            }

            if (token.Text[^1] == '.' && Abbreviation(token, before, next) is { } full)
            {
                token.Alias = full;
                continue;
            }

            if (token.Text == "w/o")
            {
                token.Alias = "without";
                continue;
            }

            if (token.Text is "*" or "_" or "#" or "`")
            {
                Mark(token, next, warnings);
            }
        }
    }

    private static string? Abbreviation(Token token, Token? before, Token? next)
    {
        if (token.Text != "St.")
        {
            return s_abbreviations.GetValueOrDefault(token.Text);
        }

        bool namesStreet = before is { Tag: PosTag.ProperNoun } && (next is null || !char.IsUpper(next.Text[0]));
        return namesStreet ? "street" : null;
    }

    private static bool AfterNumber(Token token, Token number, Token? beforeNumber)
    {
        bool glued = !number.FollowedByBlank;
        bool money = beforeNumber is { Tag: PosTag.Currency };
        if (glued && !money && token.Tag == PosTag.Currency && Currencies.IsSign(token.Text[0]))
        {
            number.Currency = token.Text[0];
            token.Phonemes = "";
            return true;
        }

        if (!char.IsAsciiDigit(number.Text[^1]))
        {
            return false;
        }

        if (money && glued && s_multiples.TryGetValue(token.Text, out string? multiple))
        {
            number.FollowedByBlank = true;
            token.Tag = PosTag.Cardinal;
            token.Alias = multiple + " " + Currencies.Find(beforeNumber!.Text[0]).Major + "s";
            return true;
        }

        if (!money && glued && token.Text == "m")
        {
            number.FollowedByBlank = true;
            token.Alias = number.Text == "1" ? "meter" : "meters";
            return true;
        }

        if (!money && s_units.TryGetValue(token.Text, out (string One, string Many) unit))
        {
            number.FollowedByBlank = true;
            token.Alias = number.Text == "1" ? unit.One : unit.Many;
            return true;
        }

        return false;
    }

    private static void Mark(Token token, Token? next, WarningList warnings)
    {
        bool glued = next is not null && !token.FollowedByBlank;
        if (token.Text == "#" && glued && char.IsLetterOrDigit(next!.Text[0]))
        {
            token.Alias = char.IsAsciiDigit(next.Text[0]) ? "number" : "hashtag";
            token.FollowedByBlank = true;
            return;
        }

        token.Phonemes = "";
        warnings.DroppedCharacter(token.Text[0]);
    }
}
