using System.Runtime.InteropServices;

namespace PocketTts.Eval.Core.Text.Phonetics;

/// <summary>Sounds of words and distances between them, each found once. Not thread-safe: one for each scoring.</summary>
internal sealed class WordSounds(IPronunciations pronunciations)
{
    private readonly Dictionary<string, (int Number, string Sounds)> _words = new(StringComparer.Ordinal);
    private readonly List<string> _sounds = [];
    private readonly Dictionary<long, double> _distances = [];

    /// <summary>The sounds of a word.</summary>
    public string Of(string word) => Find(word).Sounds;

    /// <summary>The sounds of words said in a row.</summary>
    public string Of(ReadOnlySpan<string> words)
    {
        if (words.Length == 1)
        {
            return Of(words[0]);
        }

        var sounds = new System.Text.StringBuilder();
        foreach (string word in words)
        {
            sounds.Append(Of(word));
        }

        return sounds.ToString();
    }

    /// <summary>Syllables of a word, at least 1.</summary>
    public int Syllables(string word) => PhoneticDistance.Syllables(Of(word));

    /// <summary>Distance of two words in [0, 1].</summary>
    public double Distance(string left, string right) =>
        string.Equals(left, right, StringComparison.Ordinal) ? 0 : Distance(Number(left), Number(right));

    /// <summary>A number for a word, by which its distances are found sooner.</summary>
    public int Number(string word) => Find(word).Number;

    /// <summary>Distance of two words by their numbers.</summary>
    public double Distance(int left, int right)
    {
        ref double distance = ref CollectionsMarshal.GetValueRefOrAddDefault(_distances, ((long)left << 32) | (uint)right, out bool isKnown);
        if (!isKnown)
        {
            distance = PhoneticDistance.Between(_sounds[left], _sounds[right]);
        }

        return distance;
    }

    private (int Number, string Sounds) Find(string word)
    {
        ref (int Number, string Sounds) entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_words, word, out bool isKnown);
        if (!isKnown)
        {
            entry = (_sounds.Count, pronunciations.Of(word));
            _sounds.Add(entry.Sounds);
        }

        return entry;
    }
}
