namespace PocketTts.Eval.Models.Pocket.Sampling;

/// <summary>Written names of <see cref="SamplerHead"/>.</summary>
internal static class SamplerHeads
{
    /// <summary>All names, in the order of the enumeration.</summary>
    public static readonly string[] Names = ["lsd", "flow_matching", "drifting", "pointwise"];

    /// <summary>The written name.</summary>
    /// <param name="head">A head.</param>
    /// <returns>Its name.</returns>
    public static string Name(SamplerHead head) => Names[(int)head];

    /// <summary>Reads a name.</summary>
    /// <param name="name">Name, case ignored, or null.</param>
    /// <returns>The head, or null for no or another name.</returns>
    public static SamplerHead? Parse(string? name)
    {
        int index = Array.FindIndex(Names, n => n.Equals(name, StringComparison.OrdinalIgnoreCase));
        return index < 0 ? null : (SamplerHead)index;
    }
}
