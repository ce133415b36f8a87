namespace PocketTts.Eval.Core.Verdicts;

/// <summary>What became of a word of the text.</summary>
public enum WordVerdictKind
{
    /// <summary>It was said, in its place, once, so that it is understood as itself.</summary>
    Said,

    /// <summary>It was not said.</summary>
    Skipped,

    /// <summary>Something was said that sounds like it, or that is clearly no other word.</summary>
    Mangled,

    /// <summary>Another word was said in its place.</summary>
    Replaced,

    /// <summary>It was said more than once in a row, alone or within a phrase.</summary>
    Repeated,

    /// <summary>It was run together with its neighbour into one word.</summary>
    Merged,

    /// <summary>It was torn into two words.</summary>
    Split,

    /// <summary>Signs contradict each other, so that nothing is claimed.</summary>
    Unsure,
}
