using System.Text;

namespace PocketTts.Eval.Models.Espeak;

/// <summary>Turns espeak-ng's tied IPA into the phonemes Kokoro was trained on (specs/kokoro.md 3.4).</summary>
internal static class MisakiMapping
{
    private const char Syllabic = '\u0329';

    // order matters: longer ones first
    private static readonly (string Espeak, string Misaki)[] s_common =
    [
        ("ʔˌn\u0329", "ʔn"), ("ʔn\u0329", "ʔn"), ("a^ɪ", "I"), ("a^ʊ", "W"), ("d^ʒ", "ʤ"), ("e^ɪ", "A"), ("t^ʃ", "ʧ"),
        ("ɔ^ɪ", "Y"), ("ə^l", "ᵊl"), ("ʲo", "jo"), ("ʲə", "jə"), ("e", "A"), ("ʲ", ""), ("ɚ", "əɹ"), ("r", "ɹ"), ("x", "k"),
        ("ç", "k"), ("ɐ", "ə"), ("ɬ", "l"), ("\u0303", ""),
    ];

    private static readonly (string Espeak, string Misaki)[] s_american =
        [("o^ʊ", "O"), ("ɜːɹ", "ɜɹ"), ("ɜː", "ɜɹ"), ("ɪə", "iə"), ("ː", "")];

    private static readonly (string Espeak, string Misaki)[] s_british = [("iə", "ɪə"), ("ə^ʊ", "Q")];

    // espeak before 1.52 writes o; Kokoro v1 takes T for the flap and t for the glottal stop
    private static readonly (string Espeak, string Misaki)[] s_last = [("o", "ɔ"), ("ɾ", "T"), ("ʔ", "t"), ("^", "")];

    /// <summary>Maps a phoneme string.</summary>
    /// <param name="tiedIpa">Output of <see cref="EspeakNotation.TiedIpa"/>.</param>
    /// <param name="voice">The voice that spoke it.</param>
    public static string Map(string tiedIpa, EspeakVoice voice)
    {
        var text = new StringBuilder(tiedIpa);
        if (voice == EspeakVoice.British)
        {
            // before e becomes A, or the vowel of "square" is lost as it is in misaki
            text.Replace("e^ə", "ɛː");
        }

        Replace(text, s_common);
        Syllables(text);
        Replace(text, voice == EspeakVoice.British ? s_british : s_american);
        Replace(text, s_last);
        return text.ToString();
    }

    private static void Replace(StringBuilder text, (string Espeak, string Misaki)[] table)
    {
        foreach ((string espeak, string misaki) in table)
        {
            text.Replace(espeak, misaki);
        }
    }

    // a syllabic consonant gets a reduced schwa in front
    private static void Syllables(StringBuilder text)
    {
        for (int i = 1; i < text.Length; i++)
        {
            if (text[i] == Syllabic && !char.IsWhiteSpace(text[i - 1]))
            {
                text[i] = text[i - 1];
                text[i - 1] = 'ᵊ';
            }
        }

        text.Replace(Syllabic.ToString(), "");
    }
}
