namespace PocketTts.Eval.Models.Loopback;

/// <summary>
/// How words become tones. A word is a start symbol, its UTF-8 bytes and a CRC-8; each symbol lasts 48 ms, each word is
/// followed by at least one silent symbol. A byte is two tones at once, one of 16 for each half; the start is a tone of its
/// own. Tones are 62.5 Hz apart, so over the inner 32 ms that a receiver looks at they do not disturb each other, and 8 ms of
/// error in time on either side do no harm. Ordinary words come out at about 65 ms a character.
/// </summary>
internal static class LoopbackModem
{
    /// <summary>Length of a symbol in milliseconds; a whole number of samples at 8, 16, 24, 32 and 48 kHz.</summary>
    public const int SymbolMilliseconds = 48;

    /// <summary>What a receiver leaves out on each side of a symbol, in milliseconds.</summary>
    public const int GuardMilliseconds = 8;

    /// <summary>Silent symbols before the first and, beside the last word's own pause, after the last word.</summary>
    public const int EdgeSymbols = 2;

    /// <summary>The start tone, 16 for the high half of a byte, 16 for the low half.</summary>
    public const int ToneCount = 33;

    /// <summary>Tone number of the first tone for the high half.</summary>
    public const int HighHalf = 1;

    /// <summary>Tone number of the first tone for the low half.</summary>
    public const int LowHalf = 17;

    private const double SpacingHertz = 62.5;

    /// <summary>Frequency of the start tone of each voice.</summary>
    public static double BaseHertz(string voice) => voice == "high" ? 3_000 : 500;

    /// <summary>Frequency of a tone.</summary>
    public static double ToneHertz(double baseHertz, int tone) => baseHertz + (SpacingHertz * tone);

    /// <summary>Silent symbols after a word: one, and as people do more after punctuation.</summary>
    public static int PauseSymbols(string word) => word[^1] switch
    {
        ',' or ';' or ':' => 3,
        '.' or '!' or '?' => 6,
        _ => 1,
    };

    /// <summary>CRC-8 (polynomial 0x07, start 0xFF) of a word's bytes.</summary>
    public static byte Checksum(ReadOnlySpan<byte> bytes)
    {
        int crc = 0xFF;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 0x80) != 0 ? (crc << 1) ^ 0x107 : crc << 1;
            }
        }

        return (byte)crc;
    }
}
