using System.Collections.Immutable;
using System.Text;
using PocketTts.Eval.Models.Kokoro.Phonemes.Lexicons;
using PocketTts.Eval.Models.Kokoro.Phonemes.Numbers;
using PocketTts.Eval.Models.Kokoro.Phonemes.Tags;
using PocketTts.Eval.Models.Kokoro.Phonemes.Tokens;

namespace PocketTts.Eval.Models.Kokoro.Phonemes;

/// <summary>
/// Kokoro's own text front end: misaki's lexicons and rules, a part-of-speech tagger, and espeak-ng for unknown words.
/// </summary>
internal sealed class MisakiPhonemizer : IPhonemizer
{
    // one PhonemizedWord must fit a synthesis piece of 510 symbols
    private const int LongestWord = 200;

    private readonly WordPronouncer _words;
    private readonly NumberPronouncer _numbers;
    private readonly PosTagger _tagger;
    private readonly IWordFallback? _fallback;

    /// <summary>Creates the front end.</summary>
    /// <param name="lexicon">Lexicon of the accent.</param>
    /// <param name="variant">Accent.</param>
    /// <param name="fallback">Pronounces unknown words, or null when nothing can.</param>
    /// <param name="fallbackName">Names the fallback in <see cref="Id"/>.</param>
    public MisakiPhonemizer(MisakiLexicon lexicon, EnglishVariant variant, IWordFallback? fallback, string fallbackName)
    {
        _words = new WordPronouncer(lexicon, variant);
        _numbers = new NumberPronouncer(_words);
        _tagger = new PosTagger(lexicon);
        _fallback = fallback;
        Id = $"misaki-{(variant == EnglishVariant.Us ? "us" : "gb")}/2+{fallbackName}";
    }

    /// <inheritdoc/>
    public string Id { get; }

    /// <inheritdoc/>
    public PhonemizedText Phonemize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var warnings = new WarningList();
        List<Token> tokens = PronunciationMarkup.Tokenize(TextCleaner.Clean(text, warnings));
        _tagger.Tag(tokens);
        SpokenForms.Apply(tokens, warnings);
        List<WordGroup> groups = WordGrouper.Group(tokens, warnings);
        new GroupPronouncer(_words, _numbers, _fallback, warnings).Pronounce(groups);

        ImmutableArray<PhonemizedWord>.Builder words = ImmutableArray.CreateBuilder<PhonemizedWord>(groups.Count);
        foreach (WordGroup group in groups)
        {
            Add(group.Tokens, words, warnings);
        }

        return PhonemizedText.Create(words, warnings);
    }

    /// <summary>The tokens of a text with their tags, for tests of the tagger.</summary>
    internal List<Token> Tag(string text)
    {
        List<Token> tokens = PronunciationMarkup.Tokenize(TextCleaner.Clean(text, new WarningList()));
        _tagger.Tag(tokens);
        return tokens;
    }

    private static void Add(List<Token> tokens, ImmutableArray<PhonemizedWord>.Builder words, WarningList warnings)
    {
        Token whole = GroupPronouncer.Merge(tokens, 0, tokens.Count);
        string phonemes = Final(tokens.Count == 1 ? whole.Phonemes! : Join(tokens), warnings);
        if (phonemes.Length <= LongestWord || !phonemes.Contains(' ', StringComparison.Ordinal))
        {
            words.Add(new PhonemizedWord(whole.Text, phonemes, whole.FollowedByBlank));
            return;
        }

        string[] parts = phonemes.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < parts.Length; i++)
        {
            words.Add(new PhonemizedWord(i == 0 ? whole.Text : "", parts[i], i < parts.Length - 1 || whole.FollowedByBlank));
        }
    }

    private static string Join(List<Token> tokens)
    {
        var text = new StringBuilder();
        foreach (Token token in tokens)
        {
            if (token.SetOff && text.Length > 0 && text[^1] != ' ' && token.Phonemes!.Length > 0)
            {
                text.Append(' ');
            }

            text.Append(token.Phonemes);
        }

        return text.ToString();
    }

    // Kokoro v1 writes the flap T and the glottal stop t
    private static string Final(string phonemes, WarningList warnings) =>
        KokoroSymbols.Keep(phonemes.Replace('ɾ', 'T').Replace('ʔ', 't'), warnings.DroppedPhonemes);
}
