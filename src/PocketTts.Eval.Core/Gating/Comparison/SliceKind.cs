namespace PocketTts.Eval.Core.Gating.Comparison;

/// <summary>What a comparison is split by.</summary>
public enum SliceKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Tags of the texts; a text with two tags is in both slices.</summary>
    Tag,

    /// <summary>Corpora.</summary>
    Corpus,

    /// <summary>Voices of head's systems.</summary>
    Voice,

    /// <summary>Machines of head's runs.</summary>
    Machine,
}
