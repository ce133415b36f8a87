namespace PocketTts.Eval.Models.Kokoro.Phonemes.Tags;

/// <summary>What pairs of tags alone do not tell; values are logarithms of likelihood ratios, estimated.</summary>
internal static class TagRules
{
    /// <summary>True for a verb form that makes a sentence.</summary>
    public static bool IsFinite(PosTag tag) => tag is PosTag.VerbPast or PosTag.VerbPresent or PosTag.VerbThirdPerson
        or PosTag.Modal or PosTag.VerbBase;

    /// <summary>Corrects a pair of tags for their words.</summary>
    public static double Pair(string word, PosTag before, string next, PosTag tag)
    {
        // the relative pronoun follows its noun, the conjunction hardly a preposition: to that house
        if (next == "that" && tag is PosTag.WhDeterminer or PosTag.Preposition
            && before is PosTag.Preposition or PosTag.To or PosTag.Determiner)
        {
            return -2.5;
        }

        // That's all: no relative pronoun opens a sentence
        if (before == PosTag.SentenceEnd && tag == PosTag.WhDeterminer && next.Equals("that", StringComparison.OrdinalIgnoreCase))
        {
            return -3;
        }

        if (word.Equals("that", StringComparison.OrdinalIgnoreCase))
        {
            return That(before, tag);
        }

        // something gorgeous
        return tag == PosTag.Adjective && before == PosTag.Noun && IsIndefinite(word) ? 1.8 : 0;
    }

    /// <summary>Corrects three tags in a row.</summary>
    public static double Triple(PosTag second, PosTag before, PosTag tag)
    {
        // a determined adjective is followed by its noun
        if (before is PosTag.Adjective or PosTag.AdjectiveComparative or PosTag.VerbPastParticiple or PosTag.VerbGerund
            && second is PosTag.Determiner or PosTag.PossessivePronoun or PosTag.PossessiveEnding
            && !(tag.IsNoun() || tag.IsAdjective() || tag is PosTag.Cardinal or PosTag.Hyphen or PosTag.Conjunction or PosTag.Comma
                or PosTag.VerbPastParticiple or PosTag.VerbGerund))
        {
            return -2.2;
        }

        // to boldly go
        if (second == PosTag.To && before == PosTag.Adverb && tag == PosTag.VerbBase)
        {
            return 2.5;
        }

        return 0;
    }

    private static bool IsIndefinite(string word) =>
        word.EndsWith("thing", StringComparison.OrdinalIgnoreCase) || word.EndsWith("body", StringComparison.OrdinalIgnoreCase)
        || word.EndsWith("one", StringComparison.OrdinalIgnoreCase);

    // the conjunction is followed by a clause, the relative pronoun by a clause without subject, the determiner by a noun
    private static double That(PosTag before, PosTag tag) => (before, tag) switch
    {
        (PosTag.Preposition, PosTag.Noun) => -1.1,
        (PosTag.Preposition, PosTag.SentenceEnd or PosTag.Comma or PosTag.Colon or PosTag.Preposition or PosTag.To) => -2.5,
        (PosTag.Preposition, PosTag.VerbThirdPerson or PosTag.VerbPast or PosTag.VerbPresent or PosTag.Modal) => -1.5,
        (PosTag.Determiner, PosTag.SentenceEnd or PosTag.Comma or PosTag.Preposition) => 1,
        (PosTag.Determiner, PosTag.NounPlural) => -3,
        _ => 0,
    };
}
