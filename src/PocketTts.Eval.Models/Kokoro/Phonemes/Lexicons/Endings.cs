namespace PocketTts.Eval.Models.Kokoro.Phonemes.Lexicons;

/// <summary>Adds the regular endings of English to a pronunciation (specs/kokoro.md 3.6).</summary>
/// <param name="variant">Accent.</param>
internal sealed class Endings(EnglishVariant variant)
{
    private readonly bool _british = variant == EnglishVariant.Gb;

    private char Reduced => _british ? 'ɪ' : 'ᵻ';

    /// <summary>Plural, third person, possessive.</summary>
    public string? S(string? stem)
    {
        if (string.IsNullOrEmpty(stem))
        {
            return null;
        }

        return stem[^1] switch
        {
            'p' or 't' or 'k' or 'f' or 'θ' => stem + 's',
            's' or 'z' or 'ʃ' or 'ʒ' or 'ʧ' or 'ʤ' => stem + Reduced + 'z',
            _ => stem + 'z',
        };
    }

    /// <summary>Past tense and participle.</summary>
    public string? Ed(string? stem)
    {
        if (string.IsNullOrEmpty(stem))
        {
            return null;
        }

        switch (stem[^1])
        {
            case 'p' or 'k' or 'f' or 'θ' or 'ʃ' or 's' or 'ʧ':
                return stem + 't';
            case 'd':
                return stem + Reduced + 'd';
            case not 't':
                return stem + 'd';
        }

        if (_british || stem.Length < 2)
        {
            return stem + "ɪd";
        }

        return IsFlapped(stem) ? stem[..^1] + "ɾᵻd" : stem + "ᵻd";
    }

    /// <summary>Gerund; null where British English would put an "r" that the spelling does not tell.</summary>
    public string? Ing(string? stem)
    {
        if (string.IsNullOrEmpty(stem) || (_british && stem[^1] is 'ə' or 'ː'))
        {
            return null;
        }

        return !_british && stem.Length > 1 && stem[^1] == 't' && IsFlapped(stem) ? stem[..^1] + "ɾɪŋ" : stem + "ɪŋ";
    }

    // American t between vowels
    private static bool IsFlapped(string stem) => stem[^2]
        is 'A' or 'I' or 'O' or 'W' or 'Y' or 'i' or 'u' or 'æ' or 'ɑ' or 'ə' or 'ɛ' or 'ɪ' or 'ɹ' or 'ʊ' or 'ʌ';
}
