using System.Collections.Immutable;
using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Files;

namespace PocketTts.Eval.Models.Whisper;

/// <summary>
/// The files of one Whisper model as optimum and transformers.js lay them out: graphs in the folder or its <c>onnx</c>
/// subfolder, text files in the folder; the decoder merged into one graph, or a pair of first step and later steps.
/// </summary>
/// <param name="Folder">Folder with the text files.</param>
/// <param name="Precision">Name from <see cref="Precisions"/>.</param>
/// <param name="Encoder">Path of the encoder graph.</param>
/// <param name="Decoder">Path of the merged decoder, or of the pair's first-step decoder.</param>
/// <param name="DecoderWithPast">Path of the pair's later-step decoder, or null for a merged one.</param>
internal sealed record WhisperFiles(string Folder, string Precision, string Encoder, string Decoder, string? DecoderWithPast)
{
    private const string Layout = "encoder_model.onnx with decoder_model_merged.onnx, or with decoder_model.onnx and decoder_with_past_model.onnx";

    // most exact first; the names are the file suffixes of transformers.js, and fp16w and int8w of our own conversions
    private static readonly (string Name, string Suffix)[] Known =
    [
        ("fp32", ""), ("fp16w", "_fp16w"), ("fp16", "_fp16"), ("int8w", "_int8w"), ("quantized", "_quantized"), ("int8", "_int8"),
        ("uint8", "_uint8"), ("q4", "_q4"), ("q4f16", "_q4f16"), ("bnb4", "_bnb4"),
    ];

    /// <summary>Names of the precisions in the order they are tried.</summary>
    public static ImmutableArray<string> Precisions { get; } = [.. Known.Select(k => k.Name)];

    /// <summary>Finds the files of a model: the first folder that has a complete set, there the most exact set.</summary>
    /// <exception cref="InputException">No folder has the set that is asked for; the message says what was found.</exception>
    public static WhisperFiles Find(ModelFolders folders, WhisperOptions options)
    {
        IReadOnlyList<string> candidates = folders.Find(options.Name);
        foreach (string folder in candidates)
        {
            foreach ((string name, string suffix) in Known.Where(k => options.Precision is null || k.Name == options.Precision))
            {
                if (TryFind(folder, folder, name, suffix) is { } flat)
                {
                    return flat;
                }

                if (TryFind(folder, Path.Combine(folder, "onnx"), name, suffix) is { } nested)
                {
                    return nested;
                }
            }
        }

        if (candidates.Count == 0)
        {
            throw folders.Missing(options.Name, "folder");
        }

        string wanted = options.Precision is null ? "no encoder with its decoder" : $"no encoder with its decoder in precision '{options.Precision}'";
        string[] found = [.. candidates.SelectMany(GraphsBelow)];
        throw new InputException(
            $"{wanted}; found {(found.Length == 0 ? "no .onnx file" : string.Join(", ", found))}",
            candidates[0],
            expected: Layout + (options.Precision is null or "fp32" ? string.Empty : $", each name ending in _{options.Precision}"),
            remedy: "docs/models.md lists the files");
    }

    /// <summary>Names of the folders below the models folders that hold a complete set, sorted.</summary>
    public static IReadOnlyList<string> FindAll(ModelFolders folders)
    {
        return [.. folders.NamesOf("whisper").Where(name => folders.Find(name).Any(folder =>
            Known.Any(k => (TryFind(folder, folder, k.Name, k.Suffix) ?? TryFind(folder, Path.Combine(folder, "onnx"), k.Name, k.Suffix)) is not null)))];
    }

    private static WhisperFiles? TryFind(string folder, string graphs, string precision, string suffix)
    {
        string Graph(string stem) => Path.Combine(graphs, stem + suffix + ".onnx");
        string encoder = Graph("encoder_model");
        if (!File.Exists(encoder))
        {
            return null;
        }

        string merged = Graph("decoder_model_merged");
        if (File.Exists(merged))
        {
            return new WhisperFiles(folder, precision, encoder, merged, null);
        }

        string first = Graph("decoder_model");
        string later = Graph("decoder_with_past_model");
        return File.Exists(first) && File.Exists(later) ? new WhisperFiles(folder, precision, encoder, first, later) : null;
    }

    private static IEnumerable<string> GraphsBelow(string folder)
    {
        string nested = Path.Combine(folder, "onnx");
        IEnumerable<string> files = Directory.EnumerateFiles(folder, "*.onnx");
        return (Directory.Exists(nested) ? files.Concat(Directory.EnumerateFiles(nested, "*.onnx")) : files)
            .Select(f => Path.GetRelativePath(folder, f))
            .Order(StringComparer.Ordinal);
    }
}
