using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace PocketTts.Eval.Core.Verdicts.Judging;

/// <summary>All texts of a run by their rows of words, to find words of one in a take of another.</summary>
internal sealed class TextIndex
{
    private readonly int _length;
    private readonly List<ImmutableArray<string>> _texts = [];
    private readonly Dictionary<string, List<(int Text, int Word)>> _places = new(StringComparer.Ordinal);

    // a phrase that stands in very many texts tells nothing
    private const int MaxPlaces = 64;

    /// <summary>Takes in the texts.</summary>
    /// <param name="texts">Words of each text, once.</param>
    /// <param name="length">Words in a row that count as a find.</param>
    public TextIndex(IEnumerable<ImmutableArray<string>> texts, int length)
    {
        _length = length;
        foreach (ImmutableArray<string> words in texts)
        {
            for (int i = 0; i + length <= words.Length; i++)
            {
                ref List<(int, int)>? places = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, Key(words, i), out _);
                places ??= [];
                if (places.Count < MaxPlaces)
                {
                    places.Add((_texts.Count, i));
                }
            }

            _texts.Add(words);
        }
    }

    /// <summary>The longest row of heard words that stands in another text and not in the own one.</summary>
    /// <param name="heard">What was heard.</param>
    /// <param name="own">The words of the text that was to be spoken.</param>
    /// <param name="isExtra">Which heard words are not explained by the own text.</param>
    /// <returns>First heard word and number of words, or null.</returns>
    public (int First, int Count)? Find(ImmutableArray<string> heard, ImmutableArray<string> own, ReadOnlySpan<bool> isExtra)
    {
        HashSet<string>? ownPhrases = null;
        (int First, int Count)? best = null;
        for (int i = 0; i + _length <= heard.Length; i++)
        {
            if (isExtra.Slice(i, _length).Contains(false) || !_places.TryGetValue(Key(heard, i), out List<(int Text, int Word)>? places))
            {
                continue;
            }

            ownPhrases ??= Phrases(own);
            if (ownPhrases.Contains(Key(heard, i)))
            {
                continue;
            }

            foreach ((int text, int word) in places)
            {
                int count = _length;
                while (i + count < heard.Length && word + count < _texts[text].Length && isExtra[i + count]
                    && string.Equals(heard[i + count], _texts[text][word + count], StringComparison.Ordinal))
                {
                    count++;
                }

                best = best is null || count > best.Value.Count ? (i, count) : best;
            }
        }

        return best;
    }

    private HashSet<string> Phrases(ImmutableArray<string> words)
    {
        var phrases = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i + _length <= words.Length; i++)
        {
            phrases.Add(Key(words, i));
        }

        return phrases;
    }

    private string Key(ImmutableArray<string> words, int first) => string.Join(' ', words.AsSpan().Slice(first, _length)!);
}
