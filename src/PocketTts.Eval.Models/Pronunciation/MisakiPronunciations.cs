using System.Collections.Concurrent;
using System.Text;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Text.Phonetics;
using PocketTts.Eval.Models.Espeak;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Kokoro.Phonemes;

namespace PocketTts.Eval.Models.Pronunciation;

/// <summary>
/// Word sounds by Kokoro's own text front end: misaki's American lexicons and rules, espeak-ng for unknown words; without espeak-ng those are read letter by
/// letter. The lexicons are loaded when the first word is asked for. Thread-safe.
/// </summary>
public sealed class MisakiPronunciations : IPronunciations
{
    private readonly ConcurrentDictionary<string, string> _known = new(StringComparer.Ordinal);
    private readonly LetterPronunciations _letters = new();
    private readonly Lock _lock = new();
    private readonly Lazy<IPhonemizer> _phonemizer;
    private readonly bool _hasEspeak;

    private MisakiPronunciations(string lexiconFolder, EspeakLibrary? espeak)
    {
        _hasEspeak = espeak is not null;
        _phonemizer = new Lazy<IPhonemizer>(() => Phonemizers.CreateMisaki(EnglishVariant.Us, lexiconFolder, espeak));
        Id = espeak is null ? "misaki-us/2+letters/1" : $"misaki-us/2+espeak-ng-{espeak.Version}";
    }

    /// <inheritdoc/>
    public string Id { get; }

    /// <summary>Finds the lexicons.</summary>
    /// <param name="folders">Where to look; they lie in <c>kokoro/misaki</c>.</param>
    /// <returns>The pronunciations, or null when there are no lexicons.</returns>
    public static MisakiPronunciations? TryCreate(ModelFolders folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        return MisakiLexicons.TryFindFolder(folders, EnglishVariant.Us) is { } lexicons && File.Exists(Path.Combine(lexicons, "us_silver.json"))
            ? new MisakiPronunciations(lexicons, EspeakLibrary.TryLoad(out _))
            : null;
    }

    /// <inheritdoc/>
    /// <exception cref="InputException">A lexicon is broken.</exception>
    public string Of(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return _known.GetOrAdd(word, Find);
    }

    private string Find(string word)
    {
        PhonemizedText text;
        lock (_lock)
        {
            text = _phonemizer.Value.Phonemize(word);
        }

        if (!_hasEspeak && text.Warnings.Any(w => w.Code == "unknown-word"))
        {
            return _letters.Of(word);
        }

        var sounds = new StringBuilder();
        foreach (char sound in text.Phonemes)
        {
            // stress, length and what separates words are no sounds
            if (char.IsLetter(sound) && sound is not ('ˈ' or 'ˌ' or 'ː'))
            {
                sounds.Append(sound);
            }
        }

        return sounds.Length == 0 ? _letters.Of(word) : sounds.ToString();
    }
}
