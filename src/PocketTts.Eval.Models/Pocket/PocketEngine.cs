using System.Collections.Immutable;
using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Onnx;
using PocketTts.Eval.Models.Pocket.Bundles;
using PocketTts.Eval.Models.Pocket.Graphs;
using PocketTts.Eval.Models.Pocket.Sampling;
using PocketTts.Eval.Models.Pocket.Text;
using PocketTts.Eval.Models.Pocket.Tokenization;
using PocketTts.Eval.Models.Pocket.Voices;

namespace PocketTts.Eval.Models.Pocket;

/// <summary>
/// Pocket TTS (Kyutai) through ONNX Runtime. Systems: <c>pocket[:VOICE]</c> with the options <c>bundle</c> (name or path),
/// <c>voice</c> (name, or path of a recording or voice file), <c>precision</c> (int8, fp32; default int8 where there is int8),
/// <c>rules</c> (2x, 4x), <c>temperature</c> (0 to 10), <c>noise-clamp</c>, <c>steps</c> (default 1), <c>sampler</c> (lsd, flow_matching,
/// drifting, pointwise), <c>eos-threshold</c>, <c>frames-after-eos</c>, <c>max-frames</c> (of a chunk), <c>decode-group</c> (1 to 46,
/// default 4 with overlap, else 12), <c>threads</c> (default 2), <c>overlap</c> (on, off; default on with two threads), <c>prompt-seconds</c> (default 30) and
/// <c>max-chars</c> (default 20,000). Defaults without a number come from the bundle. Takes of one seed are equal on one machine;
/// the noise is <see cref="PhiloxNoise"/>.
/// </summary>
public sealed class PocketEngine : ISynthesizerEngine
{
    /// <summary>Version of our implementation; raised whenever equal input may sound different. 1: first; 2: smaller rings in the decoder.</summary>
    public const string EngineVersion = "2";

    private const string EngineName = "pocket";

    private readonly ModelFolders _folders;
    private readonly VoiceLoader _voices = new();

    /// <summary>Sets the engine up; nothing is read yet.</summary>
    /// <param name="folders">Where models are; the engine's folder is <c>pocket-tts</c>.</param>
    public PocketEngine(ModelFolders folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        _folders = folders;
    }

    /// <inheritdoc />
    public string Name => EngineName;

    /// <inheritdoc />
    public EngineStatus Probe()
    {
        try
        {
            List<string> bundles = BundleFinder.All(_folders);
            if (bundles.Count == 0)
            {
                BundleFinder.Find(_folders, null);
            }

            IEnumerable<string> voices = bundles.SelectMany(b => VoiceLibrary.Scan(b, Path.GetFileName(b)).Names).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
            return new EngineStatus(EngineName, true, FormattableString.Invariant($"{bundles.Count} bundles: {string.Join(", ", bundles.Select(b => Path.GetFileName(b)))}"), [.. voices]);
        }
        catch (InputException e)
        {
            return new EngineStatus(EngineName, false, e.Message, []);
        }
    }

    /// <inheritdoc />
    public Task<ISpeechSynthesizer> LoadAsync(SystemSpec spec, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return Task.Run<ISpeechSynthesizer>(() => Load(spec, cancellationToken), cancellationToken);
    }

    private PocketSynthesizer Load(SystemSpec spec, CancellationToken cancellationToken)
    {
        PocketOptions options = PocketOptions.Parse(spec, Environment.ProcessorCount);
        BundleFiles files = BundleFiles.Find(BundleFinder.Find(_folders, options.Bundle), options.Precision);
        var settings = PocketSettings.Resolve(options, files.Manifest);
        string bundleName = files.Manifest?.Name ?? Path.GetFileName(files.Folder);
        VoiceSource source = VoiceLibrary.Scan(files.Folder, bundleName).Find(options.Voice ?? VoiceLibrary.Default(settings.Language));
        UnigramTokenizer tokenizer = files.TokenScores is { } scores ? VocabularyReader.ReadPair(files.Tokenizer, scores) : VocabularyReader.Read(files.Tokenizer);
        PocketModel? model = null;
        try
        {
            model = PocketModel.Open(files, options.Sampler, options.Steps, options.MainThreads(files.Precision), options.DecoderThreads, options.DecodeGroup, cancellationToken);
            ImmutableArray<ModelFile> modelFiles = [.. files.All.SelectMany(WithExternalData).Select(f => FileFingerprint.Compute(f, cancellationToken))];
            ImmutableArray<ModelFile> voiceFiles = [.. VoiceFiles(source, files).Select(f => FileFingerprint.Compute(f, cancellationToken))];
            bool endsOnPause = settings.Rules.Version == TextRulesVersion.V4;
            string modelKey = string.Join(' ', modelFiles.Select(f => f.Sha256));
            (VoiceState voice, TakeWarning? cut) = _voices.Load(model, modelKey, source, endsOnPause, options.PromptSeconds, options.Threads);
            var info = new SynthesizerInfo
            {
                Engine = EngineName,
                EngineVersion = EngineVersion,
                Voice = source.Name,
                SampleRateHz = model.SampleRateHz,
                IsDeterministic = settings.Temperature == 0,
                UsesSeed = settings.Temperature > 0,
                ThreadCount = options.Threads,
                Settings = Describe(options, settings, files, bundleName, model, source),
                Files = [.. modelFiles, .. voiceFiles],
                Warnings = [.. Warnings(files), .. cut is null ? [] : new[] { cut }],
            };
            return new PocketSynthesizer(model, voice, new TextChunker(tokenizer, settings.Rules), options, settings, info, seed => new PhiloxNoise(seed, settings.Temperature, options.NoiseClamp));
        }
        catch
        {
            model?.Dispose();
            throw;
        }
    }

    private static IEnumerable<string> WithExternalData(string path) => path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase)
        ? OnnxSessions.ReadFacts(path).ExternalFiles.Select(f => Path.Combine(Path.GetDirectoryName(path)!, f)).Prepend(path)
        : [path];

    private static IEnumerable<string> VoiceFiles(VoiceSource source, BundleFiles files) =>
        source.IsRecording && files.Encoder is { } encoder ? WithExternalData(encoder).Prepend(source.Path) : [source.Path];

    private static IEnumerable<TakeWarning> Warnings(BundleFiles files)
    {
        if (files.Precision == Precision.Int8)
        {
            yield return new TakeWarning("cpu-dependent-sound", $"{Path.GetFileName(files.Main)} computes in 8-bit integers: its sound differs between CPUs with and without VNNI");
        }
    }

    private static ImmutableSortedDictionary<string, string> Describe(PocketOptions options, PocketSettings settings, BundleFiles files, string bundleName, PocketModel model, VoiceSource source)
    {
        static string Number(double? value, string otherwise) => value?.ToString("R", CultureInfo.InvariantCulture) ?? otherwise;
        var described = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["bundle"] = bundleName,
            ["decode-group"] = Number(options.DecodeGroup, string.Empty),
            ["decoder-threads"] = Number(options.DecoderThreads, string.Empty),
            ["eos-threshold"] = Number(settings.EosThreshold, string.Empty),
            ["frames-after-eos"] = Number(settings.Rules.FramesAfterEos, "auto"),
            ["main-threads"] = Number(options.MainThreads(files.Precision), string.Empty),
            ["max-chars"] = Number(options.MaxCharacters, string.Empty),
            ["max-frames"] = Number(options.MaxFrames, "auto"),
            ["noise"] = "philox4x32-10",
            ["noise-clamp"] = Number(options.NoiseClamp, "none"),
            ["onnxruntime"] = OrtEnv.Instance().GetVersionString(),
            ["precision"] = files.Precision == Precision.Int8 ? "int8" : "fp32",
            ["rules"] = settings.Rules.Name,
            ["sampler"] = SamplerHeads.Name(model.Flow.Head),
            ["steps"] = Number(model.Flow.Steps, string.Empty),
            ["temperature"] = Number(settings.Temperature, string.Empty),
        };
        if (source.IsRecording)
        {
            described["prompt-seconds"] = Number(options.PromptSeconds, string.Empty);
        }

        return described.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }
}
