using PocketTts.Eval.Core;
using PocketTts.Eval.Models.Numpy;
using PocketTts.Eval.Models.Onnx;
using PocketTts.Eval.Models.Pocket.Bundles;
using PocketTts.Eval.Models.Pocket.Sampling;

namespace PocketTts.Eval.Models.Pocket.Graphs;

/// <summary>The opened graphs of one bundle that speak. Not thread-safe, but the decoder may work beside the others.</summary>
internal sealed class PocketModel : IDisposable
{
    /// <summary>Samples per frame and second where no manifest says.</summary>
    public const int DefaultSamplesPerFrame = 1920;

    /// <summary>Samples per second where no manifest says.</summary>
    public const int DefaultSampleRateHz = 24_000;

    private PocketModel(BundleFiles files, LanguageModel main, FlowNetwork flow, MimiDecoder decoder, TextConditioner text, float[] bos)
    {
        Files = files;
        Main = main;
        Flow = flow;
        Decoder = decoder;
        Text = text;
        Bos = bos;
    }

    /// <summary>Files it came from.</summary>
    public BundleFiles Files { get; }

    /// <summary>Language model.</summary>
    public LanguageModel Main { get; }

    /// <summary>Flow network.</summary>
    public FlowNetwork Flow { get; }

    /// <summary>Decoder.</summary>
    public MimiDecoder Decoder { get; }

    /// <summary>Text embeddings.</summary>
    public TextConditioner Text { get; }

    /// <summary>The row that goes before every voice; empty when the model has none.</summary>
    public float[] Bos { get; }

    /// <summary>Samples per second.</summary>
    public int SampleRateHz => Files.Manifest?.SampleRateHz ?? DefaultSampleRateHz;

    /// <summary>Samples per frame.</summary>
    public int SamplesPerFrame => Files.Manifest?.SamplesPerFrame ?? DefaultSamplesPerFrame;

    /// <summary>Opens the graphs.</summary>
    /// <param name="files">Files of the bundle.</param>
    /// <param name="head">Sampler head, or null to tell it from manifest and graph.</param>
    /// <param name="steps">Sampler steps.</param>
    /// <param name="mainThreads">Threads of the language model and the flow network.</param>
    /// <param name="decoderThreads">Threads of the decoder.</param>
    /// <param name="framesPerCall">Most frames of one call of the decoder.</param>
    /// <param name="cancellationToken">Ends the opening early.</param>
    /// <returns>The model; the caller disposes it.</returns>
    /// <exception cref="InputException">A file cannot be used, or files contradict one another.</exception>
    public static PocketModel Open(BundleFiles files, SamplerHead? head, int steps, int mainThreads, int decoderThreads, int framesPerCall, CancellationToken cancellationToken)
    {
        var opened = new Stack<IDisposable>();
        T Keep<T>(T part)
            where T : IDisposable
        {
            opened.Push(part);
            cancellationToken.ThrowIfCancellationRequested();
            return part;
        }

        try
        {
            var settings = new OnnxSessionSettings { ThreadCount = mainThreads };
            BundleManifest? manifest = files.Manifest;
            LanguageModel main = Keep(new LanguageModel(Keep(GraphOpener.OpenFlexible(files.Main, settings)), manifest?.MainStates ?? []));
            CheckWidth(files, "latent_dim", manifest?.LatentWidth, main.LatentWidth);

            // the published bundles were all exported where both widths are one; which of them the key means is not known otherwise
            if (manifest?.ConditioningWidth != main.EmbeddingWidth)
            {
                CheckWidth(files, "conditioning_dim", manifest?.ConditioningWidth, main.ConditioningWidth);
            }

            TextConditioner text = Keep(new TextConditioner(Keep(GraphOpener.Open(files.TextConditioner, settings)), main.EmbeddingWidth));
            SamplerHead? known = head ?? ReadHead(files);
            FlowNetwork flow = Keep(new FlowNetwork(Keep(GraphOpener.Open(files.Flow, settings)), known, steps, main.ConditioningMemory, main.LatentMemory));
            GraphFile decoderGraph = Keep(GraphOpener.OpenDecoder(files.Decoder, settings with { ThreadCount = decoderThreads }, framesPerCall));
            MimiDecoder decoder = Keep(new MimiDecoder(decoderGraph, manifest?.DecoderStates ?? [], manifest?.SamplesPerFrame ?? DefaultSamplesPerFrame, framesPerCall));
            if (decoder.LatentWidth != main.LatentWidth)
            {
                throw decoderGraph.Wrong("latent", FormattableString.Invariant($"it is {decoder.LatentWidth} wide, the language model's is {main.LatentWidth}"), "graphs of one model");
            }

            return new PocketModel(files, main, flow, decoder, text, ReadBos(files, main.EmbeddingWidth));
        }
        catch
        {
            foreach (IDisposable part in opened)
            {
                part.Dispose();
            }

            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Main.Dispose();
        Flow.Dispose();
        Decoder.Dispose();
        Text.Dispose();
    }

    private static SamplerHead? ReadHead(BundleFiles files) => files.Manifest?.Sampler is not { } name
        ? null
        : SamplerHeads.Parse(name) ?? throw new InputException(
            $"'{name}'", file: Path.Combine(files.Folder, "bundle.json"), field: "flow_type", expected: string.Join(", ", SamplerHeads.Names), remedy: "say sampler=…");

    private static void CheckWidth(BundleFiles files, string field, int? said, int found)
    {
        if (said is not null && said != found)
        {
            throw new InputException(
                FormattableString.Invariant($"{said}, but {Path.GetFileName(files.Main)} has {found}"), file: Path.Combine(files.Folder, "bundle.json"), field: field, remedy: "the files are of different models");
        }
    }

    private static float[] ReadBos(BundleFiles files, int width)
    {
        if (files.Bos is null)
        {
            return [];
        }

        NpyArray array = NpyReader.Read(files.Bos);
        return array.Values.Length == width && array.Values.All(float.IsFinite)
            ? array.Values
            : throw new InputException($"its shape is [{string.Join(", ", array.Shape)}] or it holds values that are not finite", file: files.Bos, expected: FormattableString.Invariant($"{width} finite values"), remedy: "fetch the file again");
    }
}
