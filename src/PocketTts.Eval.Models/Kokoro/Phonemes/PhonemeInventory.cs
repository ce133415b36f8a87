namespace PocketTts.Eval.Models.Kokoro.Phonemes;

/// <summary>The phonemes that misaki writes for an accent, without stress and length marks.</summary>
public static class PhonemeInventory
{
    /// <summary>American English: 44 (all symbols of misaki's US lexicons and rules, the flap as T).</summary>
    public const string American = "AIOTWYbdfhijklmnpstuvwz\u00E6\u00F0\u014B\u0250\u0251\u0254\u0259\u025B\u025C\u0261\u026A\u0279\u0283\u028A\u028C\u0292\u02A4\u02A7\u03B8\u1D4A\u1D7B";
}
