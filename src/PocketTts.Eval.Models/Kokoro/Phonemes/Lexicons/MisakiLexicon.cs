using PocketTts.Eval.Core;

namespace PocketTts.Eval.Models.Kokoro.Phonemes.Lexicons;

/// <summary>
/// misaki's two pronunciation lists for one accent: gold (checked) and silver. A word written in lower case is also found
/// with a capital and the other way round, as misaki grows its dictionaries. Immutable and shared between threads.
/// </summary>
internal sealed class MisakiLexicon
{
    // the longest key of any list has 45 letters; anything longer is not looked up
    private const int LongestKey = 64;

    private static readonly Lock s_lock = new();
    private static readonly Dictionary<string, MisakiLexicon> s_loaded = new(StringComparer.Ordinal);

    private readonly PronunciationTable _gold;
    private readonly PronunciationTable _silver;

    private MisakiLexicon(PronunciationTable gold, PronunciationTable silver)
    {
        _gold = gold;
        _silver = silver;
    }

    /// <summary>Loads the lists of an accent, once per process and folder.</summary>
    /// <param name="folder">Folder with <c>us_gold.json</c>, <c>us_silver.json</c>, <c>gb_gold.json</c>, <c>gb_silver.json</c>.</param>
    /// <param name="variant">Accent.</param>
    /// <exception cref="InputException">A file is missing or broken.</exception>
    public static MisakiLexicon Load(string folder, EnglishVariant variant)
    {
        string name = variant == EnglishVariant.Us ? "us" : "gb";
        string root = Path.GetFullPath(folder);
        string key = name + '\0' + root;
        lock (s_lock)
        {
            if (!s_loaded.TryGetValue(key, out MisakiLexicon? lexicon))
            {
                lexicon = new MisakiLexicon(
                    PronunciationTable.Load(Path.Combine(root, name + "_gold.json")),
                    PronunciationTable.Load(Path.Combine(root, name + "_silver.json")));
                s_loaded.Add(key, lexicon);
            }

            return lexicon;
        }
    }

    /// <summary>True when the gold list has the word.</summary>
    public bool IsGold(ReadOnlySpan<char> word) => Find(_gold, word) >= 0;

    /// <summary>True when the silver list has the word.</summary>
    public bool IsSilver(ReadOnlySpan<char> word) => Find(_silver, word) >= 0;

    /// <summary>True when either list has the word.</summary>
    public bool IsKnown(ReadOnlySpan<char> word) => IsGold(word) || IsSilver(word);

    /// <summary>The gold pronunciations of a word that has several, or null.</summary>
    public PronunciationVariant[]? GoldVariants(ReadOnlySpan<char> word)
    {
        int entry = Find(_gold, word);
        return entry < 0 ? null : _gold.VariantsAt(entry);
    }

    /// <summary>The gold pronunciation of a word that has one, or null.</summary>
    public string? Gold(ReadOnlySpan<char> word)
    {
        int entry = Find(_gold, word);
        return entry < 0 || _gold.VariantsAt(entry) is not null ? null : new string(_gold.PhonemesAt(entry));
    }

    /// <summary>The silver pronunciation of a word, or null.</summary>
    public string? Silver(ReadOnlySpan<char> word)
    {
        int entry = Find(_silver, word);
        return entry < 0 ? null : new string(_silver.PhonemesAt(entry));
    }

    private static int Find(PronunciationTable table, ReadOnlySpan<char> word)
    {
        if (word.Length is 0 or > LongestKey)
        {
            return -1;
        }

        int entry = table.Find(word);
        if (entry >= 0 || word.Length < 2)
        {
            return entry;
        }

        // a word all in lower case is tried with a capital, a capitalised one in lower case
        char first = word[0];
        Span<char> other = stackalloc char[word.Length];
        if (!IsLower(word[1..]))
        {
            return -1;
        }

        word.CopyTo(other);
        char lower = char.ToLowerInvariant(first);
        char upper = char.ToUpperInvariant(first);
        if (lower == upper)
        {
            return -1;
        }

        other[0] = first == lower ? upper : lower;
        return table.Find(other);
    }

    private static bool IsLower(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (char.ToLowerInvariant(c) != c)
            {
                return false;
            }
        }

        return true;
    }
}
