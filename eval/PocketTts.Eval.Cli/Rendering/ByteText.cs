namespace PocketTts.Eval.Cli.Rendering;

/// <summary>Sizes for people, in decimal units as downloads are counted.</summary>
internal static class ByteText
{
    private static readonly string[] s_units = ["B", "kB", "MB", "GB", "TB"];

    /// <summary>For example <c>92.4 MB</c>, <c>1.21 GB</c>, <c>512 B</c>.</summary>
    public static string Of(long bytes)
    {
        double value = bytes;
        int unit = 0;
        while (value >= 999.5 && unit < s_units.Length - 1)
        {
            value /= 1000;
            unit++;
        }

        string format = unit == 0 ? "F0" : value >= 99.95 ? "F0" : value >= 9.995 ? "F1" : "F2";
        return value.ToString(format, System.Globalization.CultureInfo.InvariantCulture) + " " + s_units[unit];
    }

    /// <summary>A size of which a part may be unknown.</summary>
    public static string Of(long bytes, bool isWhole) => isWhole ? Of(bytes) : bytes == 0 ? "?" : "> " + Of(bytes);
}
