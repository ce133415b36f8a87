using System.Buffers;
using PocketTts.Eval.Models.Kokoro.Phonemes.Tags;

namespace PocketTts.Eval.Models.Kokoro.Phonemes.Lexicons;

/// <summary>
/// Looks a word up the way misaki 0.9.4 does: function words by what follows, case, heteronyms by part of speech, regular
/// endings, and letters one by one (specs/kokoro.md 3.6; hexgrad/misaki, Apache-2.0).
/// </summary>
internal sealed class WordPronouncer(MisakiLexicon lexicon, EnglishVariant variant)
{
    private const string DoublingConsonants = "bcdgklmnprstvxz";

    private static readonly SearchValues<char> s_asciiLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>The regular endings of the accent.</summary>
    public Endings Endings { get; } = new(variant);

    /// <summary>Pronounces a word.</summary>
    /// <param name="word">Word with straight apostrophes.</param>
    /// <param name="tag">Part of speech.</param>
    /// <param name="stress">Stress asked for, or null.</param>
    /// <param name="context">What follows.</param>
    /// <returns>Phonemes, or null when the word is not known.</returns>
    public string? Pronounce(string word, PosTag tag, double? stress, PhraseContext context)
    {
        if (SpecialCase(word, tag, stress, context) is { } special)
        {
            return special;
        }

        word = LowerWhenOnlyThatIsKnown(word, tag, stress, context);
        if (IsKnown(word))
        {
            return Lookup(word, tag, stress, context);
        }

        if (word.EndsWith("s'", StringComparison.Ordinal))
        {
            string possessive = word[..^2] + "'s";
            if (IsKnown(possessive))
            {
                return Lookup(possessive, tag, stress, context);
            }
        }

        if (word.EndsWith('\'') && IsKnown(word[..^1]))
        {
            return Lookup(word[..^1], tag, stress, context);
        }

        return WithS(word, tag, stress, context)
            ?? WithEd(word, tag, stress, context)
            ?? WithIng(word, tag, stress ?? 0.5, context);
    }

    /// <summary>Looks a word up without the rules for endings and function words.</summary>
    /// <param name="word">Word.</param>
    /// <param name="tag">Part of speech, <see cref="PosTag.None"/> for the first pronunciation.</param>
    /// <param name="stress">Stress asked for, or null.</param>
    /// <param name="context">What follows, or null when that does not matter.</param>
    /// <returns>Phonemes, or null.</returns>
    public string? Lookup(string word, PosTag tag, double? stress, PhraseContext? context)
    {
        bool name = false;
        if (IsUpper(word) && !lexicon.IsGold(word))
        {
            word = word.ToLowerInvariant();
            name = tag == PosTag.ProperNoun;
        }

        string? phonemes = lexicon.GoldVariants(word) is { } variants
            ? Choose(variants, tag, context)
            : lexicon.Gold(word) ?? (name ? null : lexicon.Silver(word));
        if (phonemes is null || (name && !phonemes.Contains(Stress.Primary, StringComparison.Ordinal)))
        {
            if (Spell(word) is { } spelled)
            {
                return spelled;
            }
        }

        return phonemes is null ? null : Stress.Apply(phonemes, stress);
    }

    /// <summary>Names the letters of a word one by one, the last one stressed.</summary>
    /// <returns>Phonemes, or null when a letter has no name here.</returns>
    public string? Spell(string word)
    {
        string letters = "";
        foreach (char c in word)
        {
            if (!char.IsLetter(c))
            {
                continue;
            }

            char upper = char.ToUpperInvariant(c);
            if (lexicon.Gold([upper]) is not { } letter)
            {
                return null;
            }

            letters += letter;
        }

        if (letters.Length == 0)
        {
            return null;
        }

        string weak = Stress.Apply(letters, 0);
        int last = weak.LastIndexOf(Stress.Secondary);
        return last < 0 ? weak : string.Concat(weak.AsSpan(0, last), "ˈ", weak.AsSpan(last + 1));
    }

    /// <summary>The plural of a noun, e.g. a currency.</summary>
    public string? Plural(string noun) => WithS(noun + "s", PosTag.None, null, null);

    private static string? Choose(PronunciationVariant[] variants, PosTag tag, PhraseContext? context)
    {
        if (context is { VowelFollows: null } && Find(variants, "None", out string? last))
        {
            return last;
        }

        if (Find(variants, TagNames.Exact(tag), out string? exact))
        {
            return exact;
        }

        return Find(variants, TagNames.Class(tag), out string? ofClass)
            ? ofClass
            : Find(variants, "DEFAULT", out string? first) ? first : null;
    }

    private static bool Find(PronunciationVariant[] variants, string? key, out string? phonemes)
    {
        foreach (PronunciationVariant variant in variants)
        {
            if (variant.Key == key)
            {
                phonemes = variant.Phonemes;
                return true;
            }
        }

        phonemes = null;
        return false;
    }

    private static bool IsUpper(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (char.ToUpperInvariant(c) != c)
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
            if (char.ToLowerInvariant(c) != c)
            {
                return false;
            }
        }

        return true;
    }

    private static string? Symbol(string word) => word switch
    {
        "%" => "percent",
        "&" => "and",
        "+" => "plus",
        "@" => "at",
        _ => null,
    };

    // letters with dots between them: U.S., e.g., but not "end.of"
    private static bool IsDotted(string word)
    {
        if (!word.AsSpan().Trim('.').Contains('.'))
        {
            return false;
        }

        int run = 0;
        foreach (char c in word)
        {
            run = c == '.' ? 0 : run + 1;
            if (run > 2 || (c != '.' && !char.IsLetter(c)))
            {
                return false;
            }
        }

        return true;
    }

    private string? SpecialCase(string word, PosTag tag, double? stress, PhraseContext context)
    {
        if (tag == PosTag.Address && word is "." or "/" or ":")
        {
            return Lookup(word == "." ? "dot" : word == "/" ? "slash" : "colon", PosTag.None, -0.5, context);
        }

        if (Symbol(word) is { } symbol)
        {
            return Lookup(symbol, PosTag.None, null, context);
        }

        if (IsDotted(word))
        {
            return Spell(word);
        }

        return word switch
        {
            "a" or "A" => tag == PosTag.Determiner ? "ɐ" : "ˈA",
            "am" or "Am" or "AM" when tag.IsNoun() => Spell(word),
            "am" or "Am" or "AM" => context.VowelFollows is null || word != "am" || stress > 0 ? Gold("am", null) : "ɐm",
            "AN" when tag.IsNoun() => Spell(word),
            "an" or "An" or "AN" => "ɐn",
            "I" when tag == PosTag.Pronoun => "ˌI",
            "by" or "By" or "BY" when tag == PosTag.Adverb => "bˈI",
            "to" or "To" => To(context),
            "TO" when tag is PosTag.To or PosTag.Preposition => To(context),
            "in" or "In" => In(tag, context),
            "IN" when tag != PosTag.ProperNoun => In(tag, context),
            "the" or "The" => The(context),
            "THE" when tag == PosTag.Determiner => The(context),
            "used" or "Used" or "USED" =>
                Gold("used", context.ToFollows && tag is PosTag.VerbPast or PosTag.Adjective ? "VBD" : "DEFAULT"),
            _ when tag == PosTag.Preposition && word.TrimEnd('.').Equals("vs", StringComparison.OrdinalIgnoreCase) =>
                Lookup("versus", PosTag.None, null, context),
            _ => null,
        };
    }

    private static string The(PhraseContext context) => context.VowelFollows == true ? "ði" : "ðə";

    private static string In(PosTag tag, PhraseContext context) =>
        context.VowelFollows is null || tag != PosTag.Preposition ? "ˈɪn" : "ɪn";

    private string? To(PhraseContext context) => context.VowelFollows switch
    {
        true => "tʊ",
        false => "tə",
        null => Gold("to", null),
    };

    private string? Gold(string word, string? key) =>
        lexicon.GoldVariants(word) is { } variants && Find(variants, key ?? "DEFAULT", out string? phonemes)
            ? phonemes
            : lexicon.Gold(word);

    // sentence starts and shouting: Running → running, unless a name is spelled that way
    private string LowerWhenOnlyThatIsKnown(string word, PosTag tag, double? stress, PhraseContext context)
    {
        if (word.Length < 2 || IsLower(word) || (tag == PosTag.ProperNoun && word.Length <= 7) || lexicon.IsKnown(word)
            || !(IsUpper(word) || IsLower(word.AsSpan(1))) || !IsLettersAndApostrophes(word))
        {
            return word;
        }

        string lower = word.ToLowerInvariant();
        bool known = lexicon.IsKnown(lower)
            || WithS(lower, tag, stress, context) is not null
            || WithEd(lower, tag, stress, context) is not null
            || WithIng(lower, tag, stress, context) is not null;
        return known ? lower : word;
    }

    private static bool IsLettersAndApostrophes(string word)
    {
        bool letter = false;
        foreach (char c in word)
        {
            if (c != '\'' && !char.IsLetter(c))
            {
                return false;
            }

            letter |= c != '\'';
        }

        return letter;
    }

    // in a list, or something that Lookup can spell: one letter, or capitals after the first letter
    private bool IsKnown(string word)
    {
        if (lexicon.IsKnown(word) || Symbol(word) is not null)
        {
            return true;
        }

        if (word.Length == 0 || word.AsSpan().ContainsAnyExcept(s_asciiLetters))
        {
            return false;
        }

        return word.Length == 1 || IsUpper(word.AsSpan(1));
    }

    private string? WithS(string word, PosTag tag, double? stress, PhraseContext? context)
    {
        if (word.Length < 3 || !word.EndsWith('s'))
        {
            return null;
        }

        string stem;
        if (!word.EndsWith("ss", StringComparison.Ordinal) && IsKnown(word[..^1]))
        {
            stem = word[..^1];
        }
        else if ((word.EndsWith("'s", StringComparison.Ordinal)
            || (word.Length > 4 && word.EndsWith("es", StringComparison.Ordinal) && word[^3] != 'i'))
            && IsKnown(word[..^2]))
        {
            stem = word[..^2];
        }
        else if (word.Length > 4 && word.EndsWith("ies", StringComparison.Ordinal) && IsKnown(word[..^3] + 'y'))
        {
            stem = word[..^3] + 'y';
        }
        else
        {
            return null;
        }

        return Endings.S(Lookup(stem, tag, stress, context));
    }

    private string? WithEd(string word, PosTag tag, double? stress, PhraseContext? context)
    {
        if (word.Length < 4 || !word.EndsWith('d'))
        {
            return null;
        }

        string stem;
        if (!word.EndsWith("dd", StringComparison.Ordinal) && IsKnown(word[..^1]))
        {
            stem = word[..^1];
        }
        else if (word.Length > 4 && word.EndsWith("ed", StringComparison.Ordinal) && word[^3] != 'e' && IsKnown(word[..^2]))
        {
            stem = word[..^2];
        }
        else
        {
            return null;
        }

        return Endings.Ed(Lookup(stem, tag, stress, context));
    }

    private string? WithIng(string word, PosTag tag, double? stress, PhraseContext? context)
    {
        if (word.Length < 5 || !word.EndsWith("ing", StringComparison.Ordinal))
        {
            return null;
        }

        string stem;
        if (word.Length > 5 && IsKnown(word[..^3]))
        {
            stem = word[..^3];
        }
        else if (IsKnown(word[..^3] + 'e'))
        {
            stem = word[..^3] + 'e';
        }
        else if (word.Length > 5 && IsDoubled(word) && IsKnown(word[..^4]))
        {
            stem = word[..^4];
        }
        else
        {
            return null;
        }

        return Endings.Ing(Lookup(stem, tag, stress, context));
    }

    private static bool IsDoubled(string word) =>
        (word[^4] == word[^5] && DoublingConsonants.Contains(word[^4], StringComparison.Ordinal))
        || (word[^4] == 'k' && word[^5] == 'c');
}
