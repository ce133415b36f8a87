namespace PocketTts.Eval.Models.Files.Store;

/// <summary>How a file compares with what it should be.</summary>
public enum VerifyOutcome
{
    /// <summary>Its hash is right.</summary>
    Right,

    /// <summary>It is another file.</summary>
    Wrong,

    /// <summary>It is not here.</summary>
    Missing,

    /// <summary>Nobody knows its hash.</summary>
    Unknown,
}
