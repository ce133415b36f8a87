namespace PocketTts.Eval.Core.Verdicts;

/// <summary>Kind of extra words.</summary>
public enum ExtraWordsKind
{
    /// <summary>A word or two.</summary>
    Inserted,

    /// <summary>Three or more in a row.</summary>
    Babble,
}
