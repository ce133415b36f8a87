namespace PocketTts.Eval.Models.Whisper;

/// <summary>The cross-attention heads that word times are read from.</summary>
internal sealed class AlignmentHeads
{
    private AlignmentHeads(int[] layers, (int Layer, int Head)[] heads)
    {
        Layers = layers;
        Heads = heads;
    }

    /// <summary>Layers that hold such heads, rising: the attentions to ask a graph for.</summary>
    public IReadOnlyList<int> Layers { get; }

    /// <summary>The heads; layers are counted within <see cref="Layers"/>.</summary>
    public IReadOnlyList<(int Layer, int Head)> Heads { get; }

    /// <summary>Takes the heads a model names.</summary>
    /// <param name="named">Heads (layer, head), at least one.</param>
    public static AlignmentHeads Of(IReadOnlyList<(int Layer, int Head)> named)
    {
        int[] layers = [.. named.Select(h => h.Layer).Distinct().Order()];
        return new AlignmentHeads(layers, [.. named.Select(h => (Array.IndexOf(layers, h.Layer), h.Head))]);
    }

    /// <summary>All heads of the upper half of the layers: what openai/whisper takes for a model that names none.</summary>
    public static AlignmentHeads Default(int layerCount, int headCount) =>
        Of([.. from layer in Enumerable.Range(layerCount / 2, layerCount - (layerCount / 2)) from head in Enumerable.Range(0, headCount) select (layer, head)]);
}
