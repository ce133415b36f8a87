namespace PocketTts.Eval.Core.Alignment;

/// <summary>Kind of an alignment step.</summary>
public enum EditKind
{
    /// <summary>Reference word and hypothesis word are equal.</summary>
    Correct,

    /// <summary>Another word stands in its place.</summary>
    Substitution,

    /// <summary>A reference word is missing in the hypothesis.</summary>
    Deletion,

    /// <summary>A hypothesis word has no reference word.</summary>
    Insertion,
}
