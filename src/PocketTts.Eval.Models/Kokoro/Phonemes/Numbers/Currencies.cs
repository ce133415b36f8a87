namespace PocketTts.Eval.Models.Kokoro.Phonemes.Numbers;

/// <summary>Currencies whose signs are read.</summary>
internal static class Currencies
{
    private static readonly CurrencyUnit[] s_units =
    [
        new('$', "dollar", "cent"),
        new('£', "pound", "pence"),
        new('€', "euro", "cent"),
        new('¥', "yen", null),
        new('₹', "rupee", null),
        new('₩', "won", null),
        new('₽', "ruble", null),
        new('฿', "baht", null),
    ];

    /// <summary>True when the sign is one we can say.</summary>
    public static bool IsSign(char sign) => sign != '\0' && Array.Exists(s_units, u => u.Sign == sign);

    /// <summary>The units of a sign for which <see cref="IsSign"/> holds.</summary>
    public static CurrencyUnit Find(char sign) => Array.Find(s_units, u => u.Sign == sign);
}
