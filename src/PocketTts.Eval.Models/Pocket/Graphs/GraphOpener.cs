using Microsoft.ML.OnnxRuntime;
using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Onnx;
using PocketTts.Eval.Models.Onnx.Graphs;

namespace PocketTts.Eval.Models.Pocket.Graphs;

/// <summary>Opens the graphs of a bundle.</summary>
internal static class GraphOpener
{
    /// <summary>Opens a graph as it is, its weights mapped.</summary>
    /// <param name="path">File.</param>
    /// <param name="settings">How it shall run.</param>
    /// <returns>The opened graph.</returns>
    /// <exception cref="InputException">The file cannot be used.</exception>
    public static GraphFile Open(string path, OnnxSessionSettings settings) => Open(path, settings, freesCapacity: false, null);

    /// <summary>
    /// Opens the language model with caches of free capacity and fewer copies of them; see <see cref="CacheCapacityPatch"/>,
    /// <see cref="SliceFirst"/> and <see cref="CacheWriteMerge"/>.
    /// </summary>
    /// <param name="path">File.</param>
    /// <param name="settings">How it shall run.</param>
    /// <returns>The opened graph.</returns>
    /// <exception cref="InputException">The file cannot be used.</exception>
    public static GraphFile OpenFlexible(string path, OnnxSessionSettings settings) => Open(path, settings, freesCapacity: true, null);

    /// <summary>Opens the decoder with rings that are no larger than needed; see <see cref="DecoderRingPatch"/>.</summary>
    /// <param name="path">File.</param>
    /// <param name="settings">How it shall run.</param>
    /// <param name="framesPerCall">Most frames of one call.</param>
    /// <returns>The opened graph.</returns>
    /// <exception cref="InputException">The file cannot be used.</exception>
    public static GraphFile OpenDecoder(string path, OnnxSessionSettings settings, int framesPerCall) => Open(path, settings, freesCapacity: false, framesPerCall);

    private static GraphFile Open(string path, OnnxSessionSettings settings, bool freesCapacity, int? framesPerCall) => ChangedModel.Open(path, settings, (model, options) =>
    {
        if (!freesCapacity && framesPerCall is null)
        {
            return new GraphFile(path, new InferenceSession(model, options));
        }

        var document = GraphDocument.Read(model);
        RingSize? ring = framesPerCall is { } frames ? DecoderRingPatch.Apply(document, frames) : null;
        int? capacity = null;
        if (freesCapacity)
        {
            capacity = CacheCapacityPatch.Apply(document)
                ?? throw new InputException("the graph declares no caches [2, 1, capacity, heads, size] named state_N", file: path, expected: "the language model of a Pocket TTS bundle");
            SliceFirst.Apply(document);
            CacheWriteMerge.Apply(document);
        }

        return new GraphFile(path, new InferenceSession(document.ToArray(), options)) { CacheCapacity = capacity, Ring = ring, InPlace = InPlaceStates.Find(document) };
    });
}
