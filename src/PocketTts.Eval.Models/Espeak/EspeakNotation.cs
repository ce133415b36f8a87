namespace PocketTts.Eval.Models.Espeak;

/// <summary>How espeak-ng writes phonemes.</summary>
internal enum EspeakNotation
{
    /// <summary>Plain IPA.</summary>
    Ipa,

    /// <summary>IPA with <c>^</c> between the letters of one phoneme (<c>d^ʒ</c>), so that a table can replace them.</summary>
    TiedIpa,
}
