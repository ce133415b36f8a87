using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Corpora;

/// <summary>Which phonemes a set of texts holds, and how often.</summary>
public sealed class PhonemeCoverage
{
    private const string Stress = "\u02C8\u02CC";

    private readonly string _inventory;
    private readonly SortedDictionary<char, int> _counts = [];
    private readonly HashSet<(char, char)> _pairs = [];

    /// <summary>Starts to count.</summary>
    /// <param name="phonemizer">Who makes the phonemes, with version.</param>
    /// <param name="inventory">All phonemes there are, a char each; other symbols (stress, punctuation) are not counted.</param>
    public PhonemeCoverage(string phonemizer, string inventory)
    {
        ArgumentException.ThrowIfNullOrEmpty(inventory);
        Phonemizer = phonemizer;
        _inventory = inventory;
        foreach (char phoneme in inventory)
        {
            _counts[phoneme] = 0;
        }
    }

    /// <summary>Who made the phonemes, with version.</summary>
    public string Phonemizer { get; }

    /// <summary>Phonemes counted.</summary>
    public long Total => _counts.Values.Sum(c => (long)c);

    /// <summary>Phonemes of the inventory, rarest first.</summary>
    public ImmutableArray<(char Phoneme, int Count)> Counts =>
        [.. _counts.OrderBy(c => c.Value).ThenBy(c => _inventory.IndexOf(c.Key, StringComparison.Ordinal)).Select(c => (c.Key, c.Value))];

    /// <summary>How many phonemes of the inventory occur.</summary>
    public int Covered => _counts.Values.Count(c => c > 0);

    /// <summary>Size of the inventory.</summary>
    public int InventorySize => _counts.Count;

    /// <summary>Different pairs of neighbouring phonemes within a word.</summary>
    public int DistinctPairs => _pairs.Count;

    /// <summary>Counts the phonemes of a text.</summary>
    /// <param name="phonemes">Its phonemes; anything but phonemes and stress marks parts words.</param>
    public void Add(string phonemes)
    {
        ArgumentNullException.ThrowIfNull(phonemes);
        char last = '\0';
        foreach (char symbol in phonemes)
        {
            if (Stress.Contains(symbol, StringComparison.Ordinal))
            {
                continue;
            }

            bool isPhoneme = _counts.ContainsKey(symbol);
            if (isPhoneme)
            {
                _counts[symbol]++;
                if (last != '\0')
                {
                    _pairs.Add((last, symbol));
                }
            }

            last = isPhoneme ? symbol : '\0';
        }
    }
}
