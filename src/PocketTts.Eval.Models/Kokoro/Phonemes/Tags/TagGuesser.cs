using PocketTts.Eval.Models.Kokoro.Phonemes.Lexicons;

namespace PocketTts.Eval.Models.Kokoro.Phonemes.Tags;

/// <summary>
/// The tags a word may have and how likely each is, from word lists, its ending, its case, and which of its other forms
/// the lexicon has (a word with an -ing form can be a verb, one with a -ness form is an adjective).
/// </summary>
internal sealed class TagGuesser(MisakiLexicon lexicon)
{
    private const int MostRemembered = 16384;
    private const int LongestWord = 40;

    private static readonly TagWeight[] s_noun = Weights("NN:100");
    private static readonly TagWeight[] s_nounOrVerb = Weights("NN:76 VB:12 VBP:6 JJ:6");
    private static readonly TagWeight[] s_verb = Weights("VB:56 VBP:26 NN:16 JJ:2");
    private static readonly TagWeight[] s_heteronym = Weights("NN:45 VB:30 VBP:12 JJ:13");
    private static readonly TagWeight[] s_adjective = Weights("JJ:84 NN:12 RB:2 VB:2");
    private static readonly TagWeight[] s_adjectiveOrNoun = Weights("JJ:60 NN:40");
    private static readonly TagWeight[] s_adjectiveHeteronym = Weights("JJ:55 VB:26 VBP:8 NN:11");
    private static readonly TagWeight[] s_adverb = Weights("RB:93 JJ:7");
    private static readonly TagWeight[] s_gerund = Weights("VBG:62 NN:24 JJ:14");
    private static readonly TagWeight[] s_past = Weights("VBD:52 VBN:43 JJ:5");
    private static readonly TagWeight[] s_plural = Weights("NNS:100");
    private static readonly TagWeight[] s_pluralOrVerb = Weights("NNS:84 VBZ:16");
    private static readonly TagWeight[] s_verbOrPlural = Weights("VBZ:66 NNS:34");
    private static readonly TagWeight[] s_heteronymPlural = Weights("NNS:58 VBZ:42");
    private static readonly TagWeight[] s_comparative = Weights("JJR:80 RB:14 NN:6");
    private static readonly TagWeight[] s_superlative = Weights("JJS:90 RB:8 NN:2");
    private static readonly TagWeight[] s_verbByEnding = Weights("VB:62 VBP:26 JJ:8 NN:4");
    private static readonly TagWeight[] s_cardinal = Weights("CD:100");
    private static readonly TagWeight[] s_digitsPlural = Weights("NNS:100");
    private static readonly TagWeight[] s_ordinal = Weights("JJ:60 NN:40");
    private static readonly TagWeight[] s_name = Weights("NNP:92 NN:5 JJ:3");
    private static readonly TagWeight[] s_letter = Weights("NN:70 NNP:30");
    private static readonly TagWeight[] s_capitalA = Weights("DT:20 NN:80");

    private readonly Dictionary<string, TagWeight[]> _remembered = new(StringComparer.Ordinal);

    /// <summary>The likely tags of a word.</summary>
    /// <param name="text">As written.</param>
    /// <param name="startsSentence">True when its capital may be the sentence's.</param>
    /// <param name="shouting">True when the whole sentence is in capitals.</param>
    public TagWeight[] Guess(string text, bool startsSentence, bool shouting)
    {
        char first = text[0];
        if (char.IsAsciiDigit(first) || (text.Length > 1 && char.IsAsciiDigit(text[1]) && first is '-' or '.' or '\'' or '+'))
        {
            return Number(text);
        }

        bool capital = char.IsUpper(first);
        if (text == "I" || !capital)
        {
            return Lower(text);
        }

        if (text.Length == 1)
        {
            return text == "A" ? startsSentence ? Lower("a") : s_capitalA : s_letter;
        }

        bool shouted = IsUpper(text);
        if (!shouted && !IsLower(text.AsSpan(1)) && !text.Contains('\'', StringComparison.Ordinal))
        {
            return s_name;
        }

        if (shouting || (startsSentence && !shouted))
        {
            string lower = text.ToLowerInvariant();
            return FunctionWords.Find(lower) ?? ContentWords.Find(lower) ?? (IsInLexicon(lower) ? Lower(lower) : s_name);
        }

        // New, I'll, The within titles: capitalised function words stay what they are
        return !shouted && FunctionWords.Find(text.ToLowerInvariant()) is { } function && text.Length < 5 ? function : s_name;
    }

    private static TagWeight[] Weights(string text) => PennTags.ParseWeights("x " + text).First().Weights;

    private static TagWeight[] Number(string text) =>
        text.EndsWith("st", StringComparison.Ordinal) || text.EndsWith("nd", StringComparison.Ordinal)
            || text.EndsWith("rd", StringComparison.Ordinal) || text.EndsWith("th", StringComparison.Ordinal) ? s_ordinal
        : text[^1] == 's' ? s_digitsPlural
        : char.IsAsciiLetter(text[^1]) && text.Length > 3 ? s_noun
        : s_cardinal;

    private static bool IsUpper(string text)
    {
        foreach (char c in text)
        {
            if (char.IsLower(c))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsLower(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (char.IsUpper(c))
            {
                return false;
            }
        }

        return true;
    }

    private TagWeight[] Lower(string word)
    {
        if (FunctionWords.Find(word) is { } function)
        {
            return function;
        }

        if (ContentWords.Find(word) is { } content)
        {
            return content;
        }

        if (word.Length > LongestWord)
        {
            return s_noun;
        }

        if (!_remembered.TryGetValue(word, out TagWeight[]? weights))
        {
            if (_remembered.Count >= MostRemembered)
            {
                _remembered.Clear();
            }

            weights = ByForm(word);
            _remembered.Add(word, weights);
        }

        return weights;
    }

    private TagWeight[] ByForm(string word)
    {
        if (ContentWords.IsAdjective(word))
        {
            return HasVariants(word) ? s_adjectiveHeteronym : s_adjective;
        }

        if (ContentWords.IsVerb(word))
        {
            return s_verb;
        }

        if (word.Length > 3 && ByEnding(word) is { } ending)
        {
            return ending;
        }

        if (HasVariants(word))
        {
            return HasAdjectiveForm(word) ? s_adjectiveHeteronym : s_heteronym;
        }

        return HasAdjectiveForm(word) ? s_adjective : HasVerbForm(word) ? s_nounOrVerb : s_noun;
    }

    private TagWeight[]? ByEnding(string word)
    {
        if (word.EndsWith("ly", StringComparison.Ordinal))
        {
            return s_adverb;
        }

        if (word.EndsWith("ing", StringComparison.Ordinal) && Stem(word, 3) is not null)
        {
            return s_gerund;
        }

        if (word.EndsWith("ed", StringComparison.Ordinal) && (word[^3] != 'e' || word.Length > 5) && Stem(word, 2) is not null)
        {
            return s_past;
        }

        if (word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i' or '\''))
        {
            return PluralOrVerb(word);
        }

        if (word.EndsWith("est", StringComparison.Ordinal) && IsInLexicon(word[..^2] + "r"))
        {
            return s_superlative;
        }

        if (word.EndsWith("er", StringComparison.Ordinal) && IsInLexicon(word[..^1] + "st"))
        {
            return s_comparative;
        }

        if (HasEnding(word, "tion", "sion", "ment", "ness", "ity", "ism", "ance", "ence", "ancy", "ency", "ship", "hood", "dom", "ist", "age", "ure", "eer", "logy"))
        {
            return HasVariants(word) ? s_heteronym : HasVerbForm(word) ? s_nounOrVerb : s_noun;
        }

        if (HasEnding(word, "ous", "ful", "less", "able", "ible", "ive", "al", "ish", "ary", "ese", "some", "ular"))
        {
            return HasVariants(word) ? s_adjectiveHeteronym : s_adjective;
        }

        if (HasEnding(word, "ic"))
        {
            return s_adjectiveOrNoun;
        }

        if (HasEnding(word, "ate"))
        {
            return HasVariants(word) ? s_adjectiveHeteronym : HasVerbForm(word) ? s_verbByEnding : s_adjective;
        }

        return HasEnding(word, "ize", "ise", "ify", "yze") ? s_verbByEnding : null;
    }

    private TagWeight[]? PluralOrVerb(string word)
    {
        string? stem = Stem(word, 1);
        if (stem is null)
        {
            return null;
        }

        return HasVariants(word) || HasVariants(stem) ? s_heteronymPlural
            : ContentWords.IsVerb(stem) ? s_verbOrPlural
            : ContentWords.Find(stem) is { } listed ? Array.Exists(listed, w => w.Tag == PosTag.VerbBase && w.Weight > 0.4) ? s_verbOrPlural : s_pluralOrVerb
            : HasVerbForm(stem) ? s_pluralOrVerb : s_plural;
    }

    // a known word that the ending was put on, or null
    private string? Stem(string word, int ending)
    {
        string stem = word[..^ending];
        if (stem.Length < 2)
        {
            return null;
        }

        if (stem.Length > 2 && stem[^1] == 'i' && IsInLexicon(stem[..^1] + 'y'))
        {
            return stem[..^1] + 'y';
        }

        if (ending == 1 && stem.EndsWith("ie", StringComparison.Ordinal) && stem.Length > 3 && IsInLexicon(stem[..^2] + 'y'))
        {
            return stem[..^2] + 'y';
        }

        if (ending > 1 && IsInLexicon(stem + 'e'))
        {
            return stem + 'e';
        }

        if (ending > 1 && stem.Length > 3 && stem[^1] == stem[^2] && IsInLexicon(stem[..^1]))
        {
            return stem[..^1];
        }

        if (IsInLexicon(stem))
        {
            return stem;
        }

        return ending == 1 && stem[^1] == 'e' && IsInLexicon(stem[..^1]) ? stem[..^1] : null;
    }

    private bool HasVerbForm(string word) =>
        IsInLexicon(word + "ing") || (word[^1] == 'e' && IsInLexicon(word[..^1] + "ing"))
        || IsInLexicon(word + word[^1] + "ing");

    private bool HasAdjectiveForm(string word) =>
        (IsInLexicon(word + "ness") && (IsInLexicon(word + "ly") || IsInLexicon(word + "est")))
        || (word[^1] == 'y' && (IsInLexicon(word[..^1] + "iness") || IsInLexicon(word[..^1] + "iest")));

    private bool HasVariants(string word) =>
        lexicon.GoldVariants(word) is { } variants && Array.Exists(variants, v => v.Key is "NOUN" or "VERB" or "ADJ");

    // a capitalised entry is a name, not this word
    private bool IsInLexicon(string word) => lexicon.IsKnown(word);

    private static bool HasEnding(string word, params ReadOnlySpan<string> endings)
    {
        foreach (string ending in endings)
        {
            if (word.Length > ending.Length + 2 && word.EndsWith(ending, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
