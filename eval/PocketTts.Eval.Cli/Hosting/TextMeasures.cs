using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Kokoro.Phonemes;
using PocketTts.Eval.Models.Pocket;

namespace PocketTts.Eval.Cli.Hosting;

/// <summary>What only the engines' own text front ends can tell about a text; null where their files are not installed.</summary>
internal sealed class TextMeasures
{
    private readonly IPhonemizer? _phonemizer;
    private readonly PocketTokenCounter? _tokens;

    public TextMeasures(ModelFolders folders)
    {
        string? lexicons = MisakiLexicons.TryFindFolder(folders, EnglishVariant.Us);
        _phonemizer = lexicons is null ? null : Phonemizers.Create(Phonemizers.Misaki, EnglishVariant.Us, lexicons);
        _tokens = PocketTokenCounter.TryFind(folders);
    }

    /// <summary>Phoneme coverage of the English utterances; null without lexicons or without English.</summary>
    public PhonemeCoverage? Phonemes(IEnumerable<Utterance> utterances)
    {
        Utterance[] english = [.. utterances.Where(u => TextShape.IsEnglish(u.Language))];
        if (_phonemizer is null || english.Length == 0)
        {
            return null;
        }

        var coverage = new PhonemeCoverage(_phonemizer.Id, PhonemeInventory.American);
        foreach (Utterance utterance in english)
        {
            coverage.Add(_phonemizer.Phonemize(utterance.Text).Phonemes);
        }

        return coverage;
    }

    /// <summary>Pocket TTS tokens of each English utterance; null without its tokenizer or without English.</summary>
    public int[]? Tokens(IEnumerable<Utterance> utterances)
    {
        Utterance[] english = [.. utterances.Where(u => TextShape.IsEnglish(u.Language))];
        return _tokens is null || english.Length == 0 ? null : [.. english.Select(u => _tokens.Count(u.Text))];
    }
}
