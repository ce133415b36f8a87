namespace PocketTts.Eval.Core.Alignment;

/// <summary>What decides between pairs of paths of the same cost.</summary>
public enum LatticeTie
{
    /// <summary>The most hits, then the fewest errors, then the fewest substitutions.</summary>
    MostHits,

    /// <summary>
    /// The fewest substitutions, then the fewest words. Between two plain rows of words that is the same; between alternatives it does not
    /// reward the longest way to say something.
    /// </summary>
    ShortestReading,
}
