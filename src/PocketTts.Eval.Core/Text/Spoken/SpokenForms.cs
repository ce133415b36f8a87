using System.Collections.Frozen;

namespace PocketTts.Eval.Core.Text.Spoken;

/// <summary>What written signs stand for when they are read aloud. Alternatives are separated by commas; an empty one says nothing.</summary>
internal static class SpokenForms
{
    /// <summary>Abbreviations that are no words of their own.</summary>
    public static FrozenDictionary<string, string[]> Abbreviations { get; } = Table(
        ("mr", "mister"), ("mrs", "missus,misses"), ("ms", "miss,miz"), ("dr", "doctor,drive"), ("prof", "professor"), ("jr", "junior"),
        ("sr", "senior"), ("vs", "versus"), ("etc", "et cetera,etcetera"), ("approx", "approximately"), ("dept", "department"), ("blvd", "boulevard"),
        ("capt", "captain"), ("sgt", "sergeant"), ("ltd", "limited"), ("ok", "okay"), ("alright", "all right"), ("whoa", "woah"), ("till", "til"));

    /// <summary>Abbreviations that are words too: they count as such only before a full stop.</summary>
    public static FrozenDictionary<string, string[]> DottedAbbreviations { get; } = Table(
        ("st", "saint,street"), ("ave", "avenue"), ("rd", "road"), ("no", "number"), ("gen", "general"), ("sen", "senator"), ("rep", "representative"),
        ("gov", "governor"), ("rev", "reverend"), ("hon", "honorable"), ("col", "colonel"), ("lt", "lieutenant"), ("inc", "incorporated"), ("corp", "corporation"),
        ("co", "company"), ("jan", "january"), ("feb", "february"), ("mar", "march"), ("apr", "april"), ("jun", "june"), ("jul", "july"),
        ("aug", "august"), ("sep", "september"), ("sept", "september"), ("oct", "october"), ("nov", "november"), ("dec", "december"),
        ("mon", "monday"), ("tue", "tuesday"), ("tues", "tuesday"), ("wed", "wednesday"), ("thu", "thursday"), ("thurs", "thursday"), ("fri", "friday"),
        ("sat", "saturday"), ("sun", "sunday"), ("est", "established,estimated"), ("min", "minutes"), ("max", "maximum"), ("vol", "volume"), ("fig", "figure"));

    /// <summary>Units after a number.</summary>
    public static FrozenDictionary<string, string[]> Units { get; } = Table(
        ("km", "kilometer,kilometers"), ("m", "meter,meters,million"), ("cm", "centimeter,centimeters"), ("mm", "millimeter,millimeters"),
        ("mi", "mile,miles"), ("ft", "foot,feet"), ("yd", "yard,yards"), ("kg", "kilogram,kilograms,kilo,kilos"), ("g", "gram,grams"),
        ("mg", "milligram,milligrams"), ("lb", "pound,pounds"), ("lbs", "pounds"), ("oz", "ounce,ounces"), ("l", "liter,liters"), ("ml", "milliliter,milliliters"),
        ("mph", "miles per hour,miles an hour"), ("kph", "kilometers per hour,kilometers an hour"), ("kmh", "kilometers per hour,kilometers an hour"),
        ("hz", "hertz"), ("khz", "kilohertz"), ("mhz", "megahertz"), ("ghz", "gigahertz"), ("kb", "kilobyte,kilobytes"), ("mb", "megabyte,megabytes"),
        ("gb", "gigabyte,gigabytes"), ("tb", "terabyte,terabytes"), ("ms", "millisecond,milliseconds"), ("sec", "second,seconds"), ("min", "minute,minutes"),
        ("hr", "hour,hours"), ("hrs", "hours"), ("am", "a m"), ("pm", "p m"), ("k", "thousand"), ("bn", "billion"), ("w", "watt,watts"),
        ("kw", "kilowatt,kilowatts"), ("v", "volt,volts"), ("c", "celsius"), ("f", "fahrenheit"));

    /// <summary>Signs that are said; others are silent.</summary>
    public static FrozenDictionary<string, string[]> Signs { get; } = Table(
        ("&", "and"), ("+", "plus,and"), ("=", "equals,is"), ("@", "at"), ("%", "percent"), ("#", "number,hash,pound,"), ("\u00D7", "times,by"),
        ("\u00F7", "divided by"), ("\u00B0", "degrees,degree"), ("/", ",slash,or,over,per"), ("\u2044", ",slash,over"), ("\u00A2", "cents,cent"),
        ("\u20AC", "euros,euro"), ("\u00A3", "pounds,pound"), ("$", "dollars,dollar"), ("\u2212", "minus,negative"));

    /// <summary>Currencies before a number: one, many, hundredth, hundredths.</summary>
    public static FrozenDictionary<string, string[]> Currencies { get; } = Table(
        ("$", "dollar,dollars,cent,cents"), ("\u00A3", "pound,pounds,penny,pence"), ("\u20AC", "euro,euros,cent,cents"));

    /// <summary>Words that a currency may wait for: <c>$5 million</c>.</summary>
    public static FrozenSet<string> Magnitudes { get; } =
        FrozenSet.ToFrozenSet(["hundred", "thousand", "million", "billion", "trillion"], StringComparer.Ordinal);

    /// <summary>Entries of the spelling map that are other words, or broken.</summary>
    public static FrozenSet<string> NotSpellings { get; } = FrozenSet.ToFrozenSet(
        ["aeroplane", "aeroplanes", "aluminium", "archaeology", "flautist", "flautists", "mhm", "mmm", "pummelled", "pummelling", "snowploughs", "tranquilly"],
        StringComparer.Ordinal);

    private static FrozenDictionary<string, string[]> Table(params (string Written, string Spoken)[] entries) =>
        entries.ToFrozenDictionary(e => e.Written, e => e.Spoken.Split(','), StringComparer.Ordinal);
}
