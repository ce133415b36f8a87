using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Kokoro;
using PocketTts.Eval.Models.Onnx;
using PocketTts.Eval.Models.Pocket.Bundles;
using PocketTts.Eval.Models.Pocket.Graphs;
using PocketTts.Eval.Models.Pocket.Sampling;
using PocketTts.Eval.Models.Whisper;

namespace PocketTts.Eval.Models.Files.Adding;

/// <summary>Tells what a folder holds, and loads it once to see that it works.</summary>
internal static class LayoutDetector
{
    private static readonly byte[] GgmlMagic = "lmgg"u8.ToArray();

    /// <summary>Recognizes and loads a model.</summary>
    /// <param name="folder">Absolute path of an existing folder.</param>
    /// <param name="cancellationToken">Ends the loading early.</param>
    /// <returns>What it is.</returns>
    /// <exception cref="InputException">It is nothing that any engine knows, or it cannot be loaded.</exception>
    public static DetectedModel Detect(string folder, CancellationToken cancellationToken)
    {
        if (BundleFiles.IsBundle(folder))
        {
            return Pocket(folder, cancellationToken);
        }

        string[] graphs = [.. FolderFiles.List(folder, "*.onnx"), .. FolderFiles.List(Path.Combine(folder, "onnx"), "*.onnx")];
        if (graphs.Any(g => Path.GetFileName(g).StartsWith("encoder_model", StringComparison.Ordinal)))
        {
            return Whisper(folder, cancellationToken);
        }

        if (graphs.Any(g => Path.GetFileName(g) is "sig_bak_ovr.onnx" or "model_v8.onnx"))
        {
            return Mos(graphs);
        }

        if (graphs.Length > 0)
        {
            return Kokoro(folder);
        }

        return FolderFiles.List(folder, "ggml-*.bin").FirstOrDefault(IsGgml) is { } ggml
            ? new DetectedModel("whisper.net", $"Whisper for whisper.cpp, {Path.GetFileName(ggml)}", ["it was not loaded: this build has no Whisper.net"])
            : throw new InputException(
                "holds no model that is known",
                folder,
                expected: "a Pocket TTS bundle, encoder_model.onnx with its decoder, a Kokoro .onnx, sig_bak_ovr.onnx, or ggml-*.bin",
                remedy: "name the folder that holds the files themselves");
    }

    private static DetectedModel Pocket(string folder, CancellationToken cancellationToken)
    {
        BundleFiles files = BundleFiles.Find(folder, precision: null);
        string layout = $"Pocket TTS bundle, {files.Layout.ToString().ToLowerInvariant()} layout, {(files.Precision == Precision.Int8 ? "int8" : "fp32")}";
        try
        {
            PocketModel.Open(files, head: null, 1, 1, 1, 1, cancellationToken).Dispose();
            return new DetectedModel("pocket", layout, []);
        }
        catch (InputException e) when (e.Field == "sampler")
        {
            PocketModel.Open(files, SamplerHead.Drifting, 1, 1, 1, 1, cancellationToken).Dispose();
            return new DetectedModel("pocket", layout, ["the bundle does not name its sampler: say sampler=drifting or sampler=pointwise"]);
        }
    }

    private static DetectedModel Whisper(string folder, CancellationToken cancellationToken)
    {
        string name = Path.GetFileName(folder);
        var options = new WhisperOptions(name, null, 1, "en");
        WhisperFiles files = WhisperFiles.Find(new ModelFolders([Path.GetDirectoryName(folder)!], _ => null), options);
        using WhisperModel model = WhisperModel.Load(files, name, options, null, cancellationToken);
        return new DetectedModel("whisper", $"Whisper, {files.Precision}{(files.DecoderWithPast is null ? ", merged decoder" : ", decoder pair")}", [.. model.Info.Warnings.Select(w => w.Message)]);
    }

    private static DetectedModel Mos(string[] graphs)
    {
        foreach (string graph in graphs)
        {
            OnnxSessions.Open(graph, new OnnxSessionSettings()).Dispose();
        }

        return new DetectedModel("dnsmos", "DNSMOS", []);
    }

    private static DetectedModel Kokoro(string folder)
    {
        string path = KokoroModelFiles.DefaultOf(folder) ?? throw new InputException("holds only v1.1-zh models, whose symbols have other ids", folder, expected: "a version 1.0 model");
        using KokoroModel model = KokoroModel.Open(path, new OnnxSessionSettings());
        return new DetectedModel("kokoro", $"Kokoro, {Path.GetFileName(path)}", []);
    }

    private static bool IsGgml(string path)
    {
        Span<byte> start = stackalloc byte[4];
        using FileStream stream = File.OpenRead(path);
        return stream.ReadAtLeast(start, 4, throwOnEndOfStream: false) == 4 && start.SequenceEqual(GgmlMagic);
    }
}
