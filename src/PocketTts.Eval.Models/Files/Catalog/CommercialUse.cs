namespace PocketTts.Eval.Models.Files.Catalog;

/// <summary>Whether a licence allows commercial use.</summary>
public enum CommercialUse
{
    /// <summary>Allowed.</summary>
    Yes,

    /// <summary>Forbidden.</summary>
    No,

    /// <summary>The publishers contradict themselves, or say nothing.</summary>
    Unclear,
}
