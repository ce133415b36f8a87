namespace PocketTts.Eval.Models.Kokoro.Phonemes.Tags;

/// <summary>Groups of tags.</summary>
internal static class PosTags
{
    /// <summary>Common and proper nouns.</summary>
    public static bool IsNoun(this PosTag tag) => tag is PosTag.Noun or PosTag.NounPlural or PosTag.ProperNoun;

    /// <summary>Verb forms, without modals.</summary>
    public static bool IsVerb(this PosTag tag) => tag is >= PosTag.VerbBase and <= PosTag.VerbGerund;

    /// <summary>Adjectives of any degree.</summary>
    public static bool IsAdjective(this PosTag tag) =>
        tag is PosTag.Adjective or PosTag.AdjectiveComparative or PosTag.AdjectiveSuperlative;

    /// <summary>Marks that stand for themselves or for silence, never for a word.</summary>
    public static bool IsPunctuation(this PosTag tag) => tag is PosTag.SentenceEnd or PosTag.Comma or PosTag.Colon
        or PosTag.OpenQuote or PosTag.CloseQuote or PosTag.OpenBracket or PosTag.CloseBracket or PosTag.Currency;
}
