using System.Buffers;
using System.Text;

namespace PocketTts.Eval.Models.Kokoro.Phonemes.Lexicons;

/// <summary>
/// Moves the stress marks of a pronunciation. The levels are misaki's: -2 none, -1 and -0.5 weaker, 0 at most secondary,
/// 0.5 and 1 at least secondary, 2 primary.
/// </summary>
internal static class Stress
{
    /// <summary>Primary stress mark.</summary>
    public const char Primary = 'ˈ';

    /// <summary>Secondary stress mark.</summary>
    public const char Secondary = 'ˌ';

    private static readonly SearchValues<char> s_vowels = SearchValues.Create("AIOQWYaiuæɑɒɔəɛɜɪʊʌᵻ");

    private static readonly SearchValues<char> s_marks = SearchValues.Create("ˈˌ");

    /// <summary>True for a symbol that carries a syllable.</summary>
    public static bool IsVowel(char symbol) => s_vowels.Contains(symbol);

    /// <summary>Changes the stress of a pronunciation.</summary>
    /// <param name="phonemes">Pronunciation.</param>
    /// <param name="level">Level, or null to leave it as it is.</param>
    public static string Apply(string phonemes, double? level)
    {
        if (level is not { } wanted)
        {
            return phonemes;
        }

        bool marked = phonemes.AsSpan().ContainsAny(s_marks);
        bool primary = marked && phonemes.Contains(Primary, StringComparison.Ordinal);
        if (wanted < -1)
        {
            return marked ? Remove(phonemes) : phonemes;
        }

        if (wanted == -1 || (wanted is 0 or -0.5 && primary))
        {
            return Weaken(phonemes);
        }

        if (!marked)
        {
            bool add = wanted >= 0 && phonemes.AsSpan().ContainsAny(s_vowels);
            return add ? Insert(phonemes, wanted > 1 ? Primary : Secondary) : phonemes;
        }

        return wanted >= 1 && !primary ? phonemes.Replace(Secondary, Primary) : phonemes;
    }

    /// <summary>Weight of a pronunciation: diphthongs and affricates count twice.</summary>
    public static int Weight(string phonemes)
    {
        int weight = phonemes.Length;
        foreach (char symbol in phonemes)
        {
            if (symbol is 'A' or 'I' or 'O' or 'Q' or 'W' or 'Y' or 'ʤ' or 'ʧ')
            {
                weight++;
            }
        }

        return weight;
    }

    private static string Remove(string phonemes)
    {
        var text = new StringBuilder(phonemes.Length);
        foreach (char symbol in phonemes)
        {
            if (symbol is not (Primary or Secondary))
            {
                text.Append(symbol);
            }
        }

        return text.ToString();
    }

    // primary becomes secondary, secondary goes
    private static string Weaken(string phonemes)
    {
        var text = new StringBuilder(phonemes.Length);
        foreach (char symbol in phonemes)
        {
            if (symbol != Secondary)
            {
                text.Append(symbol == Primary ? Secondary : symbol);
            }
        }

        return text.ToString();
    }

    private static string Insert(string phonemes, char mark)
    {
        int vowel = phonemes.AsSpan().IndexOfAny(s_vowels);
        return phonemes.Insert(vowel, mark.ToString());
    }
}
