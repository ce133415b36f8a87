using System.Collections.Frozen;
using System.Text;

namespace PocketTts.Eval.Core.Text.Phonetics;

/// <summary>
/// A rough reading of English letters with hardly any lexicon: some frequent words, groups of letters that are one sound, silent letters, one sound a letter otherwise.
/// Two words that differ in a sound differ in it; how each sounds exactly is not claimed.
/// </summary>
public sealed class LetterPronunciations : IPronunciations
{
    // no word of a language is longer; what is beyond is not looked at
    private const int MaxLetters = 96;

    private static readonly string[] s_digits = ["zɪɹO", "wʌn", "tu", "θɹi", "fɔɹ", "fIv", "sɪks", "sɛvən", "At", "nIn"];

    // frequent words that are not said as they are written
    private static readonly FrozenDictionary<string, string> s_irregular = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["a"] = "ə", ["the"] = "ðə", ["to"] = "tu", ["too"] = "tu", ["two"] = "tu", ["one"] = "wʌn", ["won"] = "wʌn", ["of"] = "ʌv", ["off"] = "ɔf", ["their"] = "ðɛɹ", ["there"] = "ðɛɹ",
        ["they're"] = "ðɛɹ", ["are"] = "ɑɹ", ["you"] = "ju", ["your"] = "jɔɹ", ["you're"] = "jɔɹ", ["were"] = "wɜɹ", ["was"] = "wʌz", ["is"] = "ɪz", ["as"] = "æz", ["his"] = "hɪz",
        ["has"] = "hæz", ["who"] = "hu", ["whose"] = "huz", ["know"] = "nO", ["no"] = "nO", ["here"] = "hɪɹ", ["hear"] = "hɪɹ", ["four"] = "fɔɹ", ["for"] = "fɔɹ", ["eight"] = "At", ["ate"] = "At",
        ["be"] = "bi", ["bee"] = "bi", ["he"] = "hi", ["she"] = "ʃi", ["me"] = "mi", ["we"] = "wi", ["i"] = "I", ["eye"] = "I", ["by"] = "bI", ["buy"] = "bI", ["my"] = "mI", ["sea"] = "si",
        ["see"] = "si", ["right"] = "ɹIt", ["write"] = "ɹIt", ["said"] = "sɛd", ["some"] = "sʌm", ["sum"] = "sʌm", ["son"] = "sʌn", ["sun"] = "sʌn", ["do"] = "du", ["does"] = "dʌz", ["done"] = "dʌn",
        ["new"] = "nu", ["knew"] = "nu", ["our"] = "Wəɹ", ["hour"] = "Wəɹ", ["its"] = "ɪts", ["it's"] = "ɪts", ["could"] = "kʊd", ["would"] = "wʊd", ["wood"] = "wʊd", ["should"] = "ʃʊd", ["have"] = "hæv",
        ["what"] = "wʌt", ["where"] = "wɛɹ", ["wear"] = "wɛɹ", ["which"] = "wɪʧ", ["witch"] = "wɪʧ", ["through"] = "θɹu", ["threw"] = "θɹu", ["great"] = "ɡɹAt", ["grate"] = "ɡɹAt",
        ["week"] = "wik", ["weak"] = "wik", ["whole"] = "hOl", ["hole"] = "hOl", ["piece"] = "pis", ["peace"] = "pis", ["so"] = "sO", ["go"] = "ɡO", ["oh"] = "O", ["owe"] = "O",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // longest first; '^' at the front holds at the start of a word only, '$' at the end at the end only
    private static readonly (string Letters, string Sounds)[] s_groups =
    [
        ("^kn", "n"), ("^gn", "n"), ("^wr", "ɹ"), ("^ps", "s"), ("^wh", "w"), ("^x", "z"), ("^rh", "ɹ"),
        ("eigh", "A"), ("augh", "ɔ"), ("ough", "ɔ"), ("tion", "ʃən"), ("sion", "ʒən"), ("igh", "I"), ("tch", "ʧ"), ("dge", "ʤ"), ("sch", "sk"), ("eau", "O"),
        ("ce$", "s"), ("ge$", "ʤ"), ("se$", "s"), ("ve$", "v"), ("le$", "əl"), ("re$", "ɹ"), ("ed$", "d"), ("es$", "z"), ("mb$", "m"), ("gh$", ""), ("ey$", "i"), ("ie$", "i"), ("y$", "i"),
        ("ch", "ʧ"), ("sh", "ʃ"), ("th", "θ"), ("ph", "f"), ("gh", ""), ("ck", "k"), ("qu", "kw"), ("ng", "ŋ"), ("wh", "w"), ("ce", "sɛ"), ("ci", "sɪ"), ("cy", "si"),
        ("ee", "i"), ("ea", "i"), ("ie", "i"), ("ei", "i"), ("oo", "u"), ("ou", "W"), ("ow", "W"), ("oi", "Y"), ("oy", "Y"), ("ai", "A"), ("ay", "A"), ("au", "ɔ"), ("aw", "ɔ"),
        ("ew", "u"), ("ue", "u"), ("ui", "u"), ("oa", "O"), ("oe", "O"), ("er", "əɹ"), ("ir", "əɹ"), ("ur", "əɹ"),
        ("a", "æ"), ("b", "b"), ("c", "k"), ("d", "d"), ("e", "ɛ"), ("f", "f"), ("g", "ɡ"), ("h", "h"), ("i", "ɪ"), ("j", "ʤ"), ("k", "k"), ("l", "l"), ("m", "m"), ("n", "n"),
        ("o", "ɑ"), ("p", "p"), ("q", "k"), ("r", "ɹ"), ("s", "s"), ("t", "t"), ("u", "ʌ"), ("v", "v"), ("w", "w"), ("x", "ks"), ("y", "i"), ("z", "z"),
    ];

    /// <inheritdoc/>
    public string Id => "letters/1";

    /// <inheritdoc/>
    public string Of(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        if (s_irregular.TryGetValue(word, out string? known))
        {
            return known;
        }

        var sounds = new StringBuilder(Math.Min(word.Length, MaxLetters));
        string letters = WithoutSilentEnd(Fold(word));
        for (int i = 0; i < letters.Length;)
        {
            i += Read(letters, i, sounds);
        }

        return sounds.ToString();
    }

    private static string Fold(string word)
    {
        var letters = new StringBuilder(word.Length);
        foreach (char character in TextFolding.Normalize(TextFolding.ReplaceIllFormed(word), NormalizationForm.FormKD))
        {
            char lower = char.ToLowerInvariant(character);
            if (letters.Length == MaxLetters)
            {
                break;
            }

            if (char.IsLetterOrDigit(lower) && (letters.Length == 0 || letters[^1] != lower || char.IsAsciiDigit(lower) || lower is 'e' or 'o'))
            {
                letters.Append(lower);
            }
        }

        return letters.ToString();
    }

    // made, time: the last e is not said; be, the: it is
    private static string WithoutSilentEnd(string letters) =>
        letters.Length > 3 && letters[^1] == 'e' && !IsVowel(letters[^2]) && letters[^2] is not ('c' or 'g' or 's' or 'v' or 'l' or 'r')
            ? letters[..^1]
            : letters;

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';

    private static int Read(string letters, int index, StringBuilder sounds)
    {
        char letter = letters[index];
        if (char.IsAsciiDigit(letter))
        {
            sounds.Append(s_digits[letter - '0']);
            return 1;
        }

        foreach ((string group, string said) in s_groups)
        {
            ReadOnlySpan<char> pattern = group;
            bool atStart = pattern[0] == '^';
            bool atEnd = pattern[^1] == '$';
            pattern = pattern[(atStart ? 1 : 0)..(atEnd ? pattern.Length - 1 : pattern.Length)];
            if (letters.AsSpan(index).StartsWith(pattern) && (!atStart || index == 0) && (!atEnd || (index > 0 && index + pattern.Length == letters.Length)))
            {
                sounds.Append(said);
                return pattern.Length;
            }
        }

        // other scripts: the letter itself, which equals only itself
        sounds.Append(letter);
        return 1;
    }
}
