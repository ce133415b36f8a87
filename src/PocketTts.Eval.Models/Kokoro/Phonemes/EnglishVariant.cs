namespace PocketTts.Eval.Models.Kokoro.Phonemes;

/// <summary>The accent a text is turned into phonemes for.</summary>
public enum EnglishVariant
{
    /// <summary>American English (Kokoro voices that start with <c>a</c>).</summary>
    Us,

    /// <summary>British English (Kokoro voices that start with <c>b</c>).</summary>
    Gb,
}
