using PocketTts.Eval.Models.Kokoro.Phonemes.Tags;

namespace PocketTts.Eval.Models.Kokoro.Phonemes.Lexicons;

/// <summary>The names that the lexicon's variants use for parts of speech.</summary>
internal static class TagNames
{
    /// <summary>The Penn Treebank name, for the tags that occur in a lexicon; else null.</summary>
    public static string? Exact(PosTag tag) => tag switch
    {
        PosTag.VerbPast => "VBD",
        PosTag.VerbPastParticiple => "VBN",
        PosTag.VerbPresent => "VBP",
        PosTag.Determiner => "DT",
        _ => null,
    };

    /// <summary>The word class, or null.</summary>
    public static string? Class(PosTag tag) => tag switch
    {
        _ when tag.IsVerb() => "VERB",
        _ when tag.IsNoun() => "NOUN",
        _ when tag.IsAdjective() => "ADJ",
        PosTag.Adverb => "ADV",
        _ => null,
    };
}
