using System.Collections.Immutable;

namespace PocketTts.Eval.Models.Pocket.Bundles;

/// <summary>One tensor that a graph takes in and hands out again at every step.</summary>
/// <param name="Input">Input name, e.g. <c>state_3</c>.</param>
/// <param name="Output">Output name, e.g. <c>out_state_3</c>.</param>
/// <param name="Element">Element type.</param>
/// <param name="Shape">Dimensions; zero is a real length.</param>
/// <param name="Fill">Content at the start.</param>
/// <param name="Module">Module it belongs to, e.g. <c>transformer.layers.0.self_attn</c>; null when no manifest says.</param>
/// <param name="Key">Name within the module, e.g. <c>cache</c>; null when no manifest says.</param>
internal sealed record StateTensor(
    string Input, string Output, StateElement Element, ImmutableArray<long> Shape, StateFill Fill, string? Module = null, string? Key = null)
{
    /// <summary>True for a key-value cache [2, 1, capacity, heads, head size].</summary>
    public bool IsCache => Element == StateElement.Float32 && Shape.Length == 5 && Shape[0] == 2 && Shape[1] == 1;

    /// <summary>True for the counter of positions written.</summary>
    public bool IsCounter => Element == StateElement.Int64 && Shape.Length == 1 && Shape[0] == 1;
}
