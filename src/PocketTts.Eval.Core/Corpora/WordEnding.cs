namespace PocketTts.Eval.Core.Corpora;

/// <summary>Whether a word with a full stop ends a sentence.</summary>
internal enum WordEnding
{
    /// <summary>An ordinary word: it does.</summary>
    Always,

    /// <summary>A title or the like: something must follow.</summary>
    Never,

    /// <summary>An abbreviation that stands before numbers (<c>No. 5</c>, <c>Jan. 3</c>): it does unless a number follows.</summary>
    BeforeNumber,

    /// <summary>An abbreviation that may stand at the end: it does before a word that sentences begin with.</summary>
    BeforeStarter,
}
