using System.Collections.Immutable;
using System.Numerics.Tensors;
using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Pocket.Graphs;

namespace PocketTts.Eval.Models.Pocket.Voices;

/// <summary>
/// Reads the voice files of the reference package: key-value snapshots (<c>module/cache</c> with <c>offset</c>, of 1.1 with
/// <c>current_end</c>, whose length counts) and the embeddings of 1.0 (<c>audio_prompt</c>).
/// </summary>
internal static class VoiceFileReader
{
    private const string Prompt = "audio_prompt";

    /// <summary>Embeddings of a 1.0 file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="width">Width of the model's embeddings.</param>
    /// <returns>Rows of <paramref name="width"/>, or null when the file is a snapshot.</returns>
    /// <exception cref="InputException">The embeddings are of another model or not finite.</exception>
    public static float[]? ReadEmbeddings(SafetensorsFile file, int width)
    {
        if (!file.Names.Contains(Prompt, StringComparer.Ordinal))
        {
            return null;
        }

        ImmutableArray<int> shape = file.Shape(Prompt);
        float[] values = file.Floats(Prompt);
        return shape.Length == 3 && shape[0] == 1 && shape[1] > 0 && shape[2] == width && float.IsFinite(TensorPrimitives.MaxMagnitude<float>(values))
            ? values
            : throw file.Wrong(Prompt, $"its shape is [{string.Join(", ", shape)}] or it holds values that are not finite", FormattableString.Invariant($"[1, frames, {width}], finite"));
    }

    /// <summary>State of a snapshot.</summary>
    /// <param name="file">The file.</param>
    /// <param name="model">Language model it shall fit.</param>
    /// <returns>The state.</returns>
    /// <exception cref="InputException">The snapshot is of another model or contradicts itself.</exception>
    public static VoiceState ReadState(SafetensorsFile file, LanguageModel model)
    {
        string[] modules = [.. file.Names.Where(n => n.EndsWith("/cache", StringComparison.Ordinal)).Select(n => n[..^"/cache".Length])];
        if (modules.Length != model.Modules.Length || modules.Except(model.Modules, StringComparer.Ordinal).Any())
        {
            throw file.Wrong(
                "cache",
                modules.Length == 0 ? $"there is neither a cache nor {Prompt}: {string.Join(", ", file.Names.Take(6))}" : FormattableString.Invariant($"the voice has {modules.Length} layers ({modules[0]}, …)"),
                FormattableString.Invariant($"the model's {model.Modules.Length} layers ({model.Modules[0]}, …)"));
        }

        int? length = null;
        var caches = new List<float[]>();
        foreach (string module in model.Modules)
        {
            int positions = Positions(file, module);
            if ((length ??= positions) != positions)
            {
                throw file.Wrong(module, FormattableString.Invariant($"it has {positions} positions, other layers {length}"), "the same number in all layers");
            }

            caches.Add(ReadCache(file, module + "/cache", positions, model));
        }

        return new VoiceState(length!.Value, [.. caches]);
    }

    private static int Positions(SafetensorsFile file, string module)
    {
        string offset = module + "/offset";
        string pad = module + "/pad";
        if (file.Names.Contains(pad, StringComparer.Ordinal) && file.Integers(pad) is not [0])
        {
            throw file.Wrong(pad, "the state is padded", "0: a state of one voice");
        }

        if (file.Names.Contains(offset, StringComparer.Ordinal))
        {
            return file.Integers(offset) is [> 0 and < int.MaxValue and var positions] ? (int)positions : throw file.Wrong(offset, "it is not one number above 0", "the number of positions");
        }

        string currentEnd = module + "/current_end";
        return file.Names.Contains(currentEnd, StringComparer.Ordinal) && file.Shape(currentEnd) is [> 0 and var count]
            ? count
            : throw file.Wrong(module, "there is neither offset nor current_end", "the number of positions");
    }

    private static float[] ReadCache(SafetensorsFile file, string name, int positions, LanguageModel model)
    {
        ImmutableArray<int> shape = file.Shape(name);
        if (shape.Length != 5 || shape[0] != 2 || shape[1] != 1 || shape[2] < positions || (long)shape[3] * shape[4] != model.PositionWidth || positions >= model.MaxPositions)
        {
            throw file.Wrong(name, $"its shape is [{string.Join(", ", shape)}]", FormattableString.Invariant($"[2, 1, {positions} or more, heads, size] with {model.PositionWidth} floats a position, fewer than {model.MaxPositions} positions"));
        }

        float[] stored = file.Floats(name);
        int kept = positions * model.PositionWidth;
        float[] cache = new float[2 * kept];
        stored.AsSpan(0, kept).CopyTo(cache);
        stored.AsSpan(stored.Length / 2, kept).CopyTo(cache.AsSpan(kept));
        return float.IsFinite(TensorPrimitives.MaxMagnitude<float>(cache)) ? cache : throw file.Wrong(name, "it holds values that are not finite", "finite values at the positions in use");
    }
}
