namespace PocketTts.Eval.Models.Files.Store;

/// <summary>Whether a model is here.</summary>
public enum ModelState
{
    /// <summary>No file of it is here.</summary>
    Missing,

    /// <summary>Some files are here, but it cannot be used.</summary>
    Partial,

    /// <summary>At least one precision, and one voice where it has voices, is here.</summary>
    Installed,

    /// <summary>It lies in the cache of the Hugging Face libraries and is used from there.</summary>
    HuggingFace,
}
