namespace PocketTts.Eval.Models.Pocket.Bundles;

/// <summary>Element type of a state tensor.</summary>
internal enum StateElement
{
    /// <summary>32-bit float.</summary>
    Float32,

    /// <summary>64-bit signed integer.</summary>
    Int64,

    /// <summary>Boolean, one byte.</summary>
    Bool,
}
