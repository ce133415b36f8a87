namespace PocketTts.Eval.Models.Pocket.Bundles;

/// <summary>What a state tensor holds at the start of a chunk.</summary>
internal enum StateFill
{
    /// <summary>Zeros, or false.</summary>
    Zeros,

    /// <summary>Ones, or true.</summary>
    Ones,

    /// <summary>Not a number; only positions that were written are ever read.</summary>
    NaN,

    /// <summary>Nothing: a dimension is zero.</summary>
    Empty,
}
