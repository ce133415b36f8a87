using PocketTts.Eval.Core;

namespace PocketTts.Eval.Models.Pocket.Bundles;

/// <summary>The files of one bundle at one precision.</summary>
internal sealed record BundleFiles
{
    private static readonly string[] V1Folders = ["onnx", "."];

    /// <summary>How the files are laid out.</summary>
    public required BundleLayout Layout { get; init; }

    /// <summary>Folder of the bundle.</summary>
    public required string Folder { get; init; }

    /// <summary>What <c>bundle.json</c> says; null in the layouts without one.</summary>
    public BundleManifest? Manifest { get; init; }

    /// <summary>Precision of <see cref="Main"/>.</summary>
    public required Precision Precision { get; init; }

    /// <summary>Language model.</summary>
    public required string Main { get; init; }

    /// <summary>Flow network.</summary>
    public required string Flow { get; init; }

    /// <summary>Mimi decoder.</summary>
    public required string Decoder { get; init; }

    /// <summary>Mimi encoder for voice prompts, or null: the bundle cannot clone.</summary>
    public string? Encoder { get; init; }

    /// <summary>Embedding table of the text tokens.</summary>
    public required string TextConditioner { get; init; }

    /// <summary>Tokenizer model, or <c>vocab.json</c> of the sherpa layout.</summary>
    public required string Tokenizer { get; init; }

    /// <summary><c>token_scores.json</c> of the sherpa layout, else null.</summary>
    public string? TokenScores { get; init; }

    /// <summary>The row that goes before every voice, or null.</summary>
    public string? Bos { get; init; }

    /// <summary>All files that change the sound.</summary>
    public IEnumerable<string> All =>
        new[] { Manifest is null ? null : Path.Combine(Folder, "bundle.json"), Main, Flow, Decoder, TextConditioner, Tokenizer, TokenScores, Bos }.OfType<string>();

    /// <summary>Whether a folder looks like a bundle that could be loaded.</summary>
    /// <param name="folder">Folder to look into.</param>
    /// <returns>True when it holds a language model in one of the layouts.</returns>
    public static bool IsBundle(string folder) => FindMain(folder) is not null;

    /// <summary>Finds the files in a folder.</summary>
    /// <param name="folder">Folder of the bundle.</param>
    /// <param name="precision">Precision, or null for the published default: int8 where there is an int8 language model.</param>
    /// <returns>The files; all of them exist.</returns>
    /// <exception cref="InputException">The folder is of no known layout, or a file is missing.</exception>
    public static BundleFiles Find(string folder, Precision? precision)
    {
        if (!Directory.Exists(folder))
        {
            throw new InputException("no such folder", file: folder, field: "bundle", expected: "a folder with a Pocket TTS ONNX bundle");
        }

        if (FindMain(folder) is not { } main)
        {
            throw new InputException(
                $"this is no Pocket TTS bundle: {Listing(folder)}",
                file: folder,
                field: "bundle",
                expected: "bundle.json beside flow_lm_main[_int8].onnx, or onnx/flow_lm_main[_int8].onnx with tokenizer.model, or lm_main[.int8].onnx with vocab.json",
                remedy: "see docs/pocket-tts.md for where bundles come from");
        }

        (BundleLayout layout, string graphs) = main;
        bool isSherpa = layout == BundleLayout.Sherpa;
        string prefix = isSherpa ? "lm_main" : "flow_lm_main";
        Precision chosen = precision ?? (File.Exists(Graph(graphs, prefix, Precision.Int8, isSherpa)) ? Precision.Int8 : Precision.Fp32);
        string manifestPath = Path.Combine(folder, "bundle.json");
        BundleManifest? manifest = layout == BundleLayout.V2 ? BundleManifestReader.Read(manifestPath) : null;
        string encoder = Graph(graphs, isSherpa ? "encoder" : "mimi_encoder", Precision.Fp32, isSherpa);
        return new BundleFiles
        {
            Layout = layout,
            Folder = folder,
            Manifest = manifest,
            Precision = chosen,
            Main = Existing(Graph(graphs, prefix, chosen, isSherpa), precision),
            Flow = Best(graphs, isSherpa ? "lm_flow" : "flow_lm_flow", chosen, isSherpa),
            Decoder = Best(graphs, isSherpa ? "decoder" : "mimi_decoder", chosen, isSherpa),
            Encoder = File.Exists(encoder) ? encoder : null,
            TextConditioner = Existing(Graph(graphs, "text_conditioner", Precision.Fp32, isSherpa)),
            Tokenizer = Existing(Path.Combine(folder, isSherpa ? "vocab.json" : manifest?.TokenizerFile ?? "tokenizer.model")),
            TokenScores = isSherpa ? Existing(Path.Combine(folder, "token_scores.json")) : null,
            Bos = manifest?.BosFile is { } bos ? Existing(Path.Combine(folder, bos)) : null,
        };
    }

    private static (BundleLayout Layout, string Graphs)? FindMain(string folder)
    {
        if (HasEither(folder, "flow_lm_main", isSherpa: false) && File.Exists(Path.Combine(folder, "bundle.json")))
        {
            return (BundleLayout.V2, folder);
        }

        foreach (string graphs in V1Folders.Select(f => Path.GetFullPath(Path.Combine(folder, f))))
        {
            if (HasEither(graphs, "flow_lm_main", isSherpa: false))
            {
                return (BundleLayout.V1, graphs);
            }
        }

        return HasEither(folder, "lm_main", isSherpa: true) ? (BundleLayout.Sherpa, folder) : null;
    }

    private static bool HasEither(string folder, string name, bool isSherpa) =>
        File.Exists(Graph(folder, name, Precision.Fp32, isSherpa)) || File.Exists(Graph(folder, name, Precision.Int8, isSherpa));

    private static string Graph(string folder, string name, Precision precision, bool isSherpa) =>
        Path.Combine(folder, precision == Precision.Fp32 ? name + ".onnx" : isSherpa ? name + ".int8.onnx" : name + "_int8.onnx");

    // some publishers quantize the language model only; the file that was taken is in the take's key
    private static string Best(string folder, string name, Precision precision, bool isSherpa)
    {
        string wanted = Graph(folder, name, precision, isSherpa);
        return precision == Precision.Int8 && !File.Exists(wanted) ? Existing(Graph(folder, name, Precision.Fp32, isSherpa)) : Existing(wanted);
    }

    private static string Existing(string path, Precision? precision = null) => File.Exists(path)
        ? path
        : throw new InputException(
            $"the bundle lacks this file: {Listing(Path.GetDirectoryName(path)!)}",
            file: path,
            field: precision is null ? "bundle" : "precision",
            remedy: precision is null ? "fetch it from where the bundle came from" : "fetch it, or choose the other precision");

    private static string Listing(string folder)
    {
        string[] names = [.. Directory.EnumerateFileSystemEntries(folder).Select(p => Path.GetFileName(p)).Order(StringComparer.Ordinal)];
        return names.Length == 0 ? "it is empty" : "it holds " + string.Join(", ", names.Take(12)) + (names.Length > 12 ? ", …" : string.Empty);
    }
}
