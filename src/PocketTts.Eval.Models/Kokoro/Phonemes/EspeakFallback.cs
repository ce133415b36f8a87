using PocketTts.Eval.Models.Espeak;

namespace PocketTts.Eval.Models.Kokoro.Phonemes;

/// <summary>espeak-ng as the source of unknown words; remembers what it said.</summary>
internal sealed class EspeakFallback(EspeakReader reader) : IWordFallback
{
    private const int MostRemembered = 4096;
    private const int LongestRemembered = 64;

    private readonly Dictionary<string, string> _said = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Pronounce(string word)
    {
        if (_said.TryGetValue(word, out string? phonemes))
        {
            return phonemes;
        }

        phonemes = reader.Read(word);
        if (word.Length <= LongestRemembered)
        {
            if (_said.Count >= MostRemembered)
            {
                _said.Clear();
            }

            _said.Add(word, phonemes);
        }

        return phonemes;
    }
}
