using System.Collections.Frozen;

namespace PocketTts.Eval.Core.Text.Phonetics;

/// <summary>
/// How differently two words sound: the least cost of turning one row of sounds into the other, divided by the longer row's length. A sound
/// added or lost costs 1 (a schwa ½, an h ¾); one in place of another costs less the more they share: 0.1 for a tapped t, 0.3 for neighbouring vowels, 0.5 for
/// others, 0.4 for a voiced and its voiceless consonant, 0.6 for consonants of one manner, 1 otherwise.
/// </summary>
public static class PhoneticDistance
{
    // rows are cut here: no word is longer, and time grows with the square
    private const int MaxSounds = 96;

    private const int Whole = 100;

    private const string Vowels = "AIOWYQaeiouæɑɒɐɔəɚɛɜɝɪʊʌᵊᵻᵿɨøœy";

    private static readonly string[] s_nearVowels = ["iɪᵻɨ", "uʊᵿ", "əᵊɐʌᵻɪ", "ɑɒɔʌ", "ɛæe", "ɜɝɚə", "Aɛ", "OQɔ", "IY", "Wa", "aæɑ"];

    private static readonly string[] s_voicedPairs = ["pb", "td", "kɡ", "fv", "sz", "ʃʒ", "θð", "ʧʤ", "hɦ"];

    private static readonly string[] s_taps = ["tTɾ", "dTɾ"];

    private static readonly string[] s_manners = ["ptkʔbdɡTɾ", "fθsʃhxvðzʒ", "ʧʤʃʒ", "mnŋ", "lɹwjr"];

    private static readonly string[] s_glides = ["ji", "jɪ", "wu", "wʊ"];

    private static readonly FrozenDictionary<char, int> s_indices = Sounds();

    private static readonly byte[] s_substitution = Table();

    /// <summary>Distance of two rows of sounds as <see cref="IPronunciations.Of"/> gives them.</summary>
    /// <param name="left">One row.</param>
    /// <param name="right">The other.</param>
    /// <returns>0 (equal) to 1 (nothing in common, or one of them is empty); 1 when both are empty, because nothing is known then.</returns>
    public static double Between(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (left.IsEmpty || right.IsEmpty)
        {
            return 1;
        }

        if (left.SequenceEqual(right))
        {
            return 0;
        }

        int longer = Math.Max(left.Length, right.Length);
        left = left[..Math.Min(left.Length, MaxSounds)];
        right = right[..Math.Min(right.Length, MaxSounds)];
        Span<int> row = stackalloc int[right.Length + 1];
        for (int j = 0; j < right.Length; j++)
        {
            row[j + 1] = row[j] + Alone(right[j]);
        }

        foreach (char sound in left)
        {
            int diagonal = row[0];
            int alone = Alone(sound);
            row[0] += alone;
            for (int j = 0; j < right.Length; j++)
            {
                int best = diagonal + Instead(sound, right[j]);
                best = Math.Min(best, row[j + 1] + alone);
                best = Math.Min(best, row[j] + Alone(right[j]));
                diagonal = row[j + 1];
                row[j + 1] = best;
            }
        }

        // what was cut off shares nothing
        int rest = Math.Max(0, longer - MaxSounds) * Whole;
        return Math.Min(1, (row[^1] + rest) / (double)(Whole * longer));
    }

    /// <summary>Syllables of a row of sounds: its vowels, a schwa before l, m or n included; at least 1.</summary>
    /// <param name="sounds">The row.</param>
    /// <returns>The number.</returns>
    public static int Syllables(ReadOnlySpan<char> sounds)
    {
        int count = 0;
        bool inVowel = false;
        foreach (char sound in sounds)
        {
            bool isVowel = Vowels.Contains(sound, StringComparison.Ordinal);
            count += isVowel && !inVowel ? 1 : 0;
            inVowel = isVowel;
        }

        return Math.Max(1, count);
    }

    private static int Alone(char sound) => sound switch
    {
        'ə' or 'ᵊ' => 50,
        'h' => 75,
        _ => Whole,
    };

    private static int Instead(char left, char right) =>
        left == right ? 0
        : s_indices.TryGetValue(left, out int a) && s_indices.TryGetValue(right, out int b) ? s_substitution[(a * s_indices.Count) + b]
        : Whole;

    private static FrozenDictionary<char, int> Sounds() =>
        string.Concat([Vowels, .. s_nearVowels, .. s_voicedPairs, .. s_taps, .. s_manners, .. s_glides])
            .Distinct()
            .Select((sound, index) => KeyValuePair.Create(sound, index))
            .ToFrozenDictionary();

    private static byte[] Table()
    {
        byte[] table = new byte[s_indices.Count * s_indices.Count];
        foreach ((char left, int a) in s_indices)
        {
            foreach ((char right, int b) in s_indices)
            {
                table[(a * s_indices.Count) + b] = (byte)Cost(left, right);
            }
        }

        return table;
    }

    private static int Cost(char left, char right) =>
        left == right ? 0
        : AreTogether(s_taps, left, right) ? 10
        : AreTogether(s_nearVowels, left, right) ? 30
        : AreTogether(s_voicedPairs, left, right) || AreTogether(s_glides, left, right) ? 40
        : Vowels.Contains(left, StringComparison.Ordinal) && Vowels.Contains(right, StringComparison.Ordinal) ? 50
        : AreTogether(s_manners, left, right) ? 60
        : Whole;

    private static bool AreTogether(string[] groups, char left, char right) =>
        groups.Any(g => g.Contains(left, StringComparison.Ordinal) && g.Contains(right, StringComparison.Ordinal));
}
