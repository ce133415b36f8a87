using System.Collections.Immutable;
using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Kokoro.Phonemes;
using PocketTts.Eval.Models.Kokoro.Voices;
using PocketTts.Eval.Models.Onnx;

namespace PocketTts.Eval.Models.Kokoro;

/// <summary>
/// Kokoro-82M (hexgrad, Apache-2.0) through ONNX Runtime. Systems: <c>kokoro[:VOICE[:WEIGHT][+VOICE:WEIGHT]…]</c> with the options
/// <c>speed</c> (0.5 to 2, default 1), <c>threads</c> (default 1), <c>model</c> (path or file name; default: <see cref="KokoroModelFiles"/>),
/// <c>phonemes</c> (misaki, espeak, espeak-ipa; default misaki), <c>lang</c> (en-us, en-gb; default by the voice's first letter),
/// <c>style-row</c> (T-1, T; default T-1), <c>max-tokens</c> (20 to 510, default 510: tokens of a piece) and
/// <c>max-chars</c> (1 to 1,000,000, default 20,000: longer texts fail with <c>text-too-long</c>).
/// </summary>
public sealed class KokoroEngine : ISynthesizerEngine
{
    /// <summary>Version of our implementation; raised whenever equal input may sound different. 1: first.</summary>
    public const string EngineVersion = "1";

    private const string EngineName = "kokoro";
    private const string MisakiKind = "misaki";

    private readonly ModelFolders _folders;
    private readonly PhonemizerFactory _createPhonemizer;

    /// <summary>Sets the engine up; nothing is read yet.</summary>
    /// <param name="folders">Where models are; Kokoro's folder is <c>kokoro</c>.</param>
    /// <param name="createPhonemizer">Makes the front end.</param>
    public KokoroEngine(ModelFolders folders, PhonemizerFactory createPhonemizer)
    {
        ArgumentNullException.ThrowIfNull(folders);
        ArgumentNullException.ThrowIfNull(createPhonemizer);
        _folders = folders;
        _createPhonemizer = createPhonemizer;
    }

    /// <inheritdoc />
    public string Name => EngineName;

    /// <inheritdoc />
    public EngineStatus Probe()
    {
        try
        {
            string model = KokoroModelFiles.Find(_folders, null);
            ImmutableArray<string> voices = VoiceStore.Scan(_folders.Find(KokoroModelFiles.Folder)).Names;
            if (voices.IsEmpty)
            {
                return new EngineStatus(EngineName, false, _folders.Missing(KokoroModelFiles.Folder, "a voice (voices/*.bin or voices-v1.0.bin)").Message, []);
            }

            bool hasLexicon = new[] { "us_gold.json", "gb_gold.json" }.Any(n => _folders.TryFindFile(KokoroModelFiles.Folder, Path.Combine(MisakiKind, n)) is not null);
            return hasLexicon
                ? new EngineStatus(EngineName, true, string.Create(CultureInfo.InvariantCulture, $"{model}{SizeNote(model)}, {voices.Length} voices"), voices)
                : new EngineStatus(EngineName, false, _folders.Missing(KokoroModelFiles.Folder, "a lexicon (misaki/us_gold.json or gb_gold.json)", "without one only phonemes=espeak works").Message, voices);
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

    private KokoroSynthesizer Load(SystemSpec spec, CancellationToken cancellationToken)
    {
        KokoroOptions options = KokoroOptions.Parse(spec);
        string modelPath = KokoroModelFiles.Find(_folders, options.Model);
        KokoroVoicePack voice = VoiceStore.Scan(_folders.Find(KokoroModelFiles.Folder)).Load(options.Blend, cancellationToken);
        string? lexiconFolder = options.Phonemes == MisakiKind ? FindLexiconFolder(options) : null;
        IPhonemizer phonemizer = _createPhonemizer(options.Phonemes, options.IsBritish, lexiconFolder);
        KokoroModel? model = null;
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            model = KokoroModel.Open(modelPath, new OnnxSessionSettings { ThreadCount = options.ThreadCount });
            if (model.Signature.IsWholeSpeed && options.Speed != MathF.Truncate(options.Speed))
            {
                throw new InputException(
                    string.Create(CultureInfo.InvariantCulture, $"'{options.Speed}', but {modelPath} takes whole numbers only"),
                    field: "speed",
                    expected: "1 or 2",
                    remedy: "or name another file with model=");
            }

            SynthesizerInfo info = Describe(options, modelPath, model, voice, phonemizer, lexiconFolder, cancellationToken);
            return new KokoroSynthesizer(model, voice, phonemizer, options, info);
        }
        catch
        {
            model?.Dispose();
            (phonemizer as IDisposable)?.Dispose();
            throw;
        }
    }

    private static SynthesizerInfo Describe(
        KokoroOptions options,
        string modelPath,
        KokoroModel model,
        KokoroVoicePack voice,
        IPhonemizer phonemizer,
        string? lexiconFolder,
        CancellationToken cancellationToken)
    {
        string modelFolder = Path.GetDirectoryName(modelPath)!;
        IEnumerable<string> modelFiles = model.Facts.ExternalFiles.Select(f => Path.Combine(modelFolder, f)).Prepend(modelPath);
        IEnumerable<string> lexicons = lexiconFolder is null ? [] : LexiconNames(options).Select(n => Path.Combine(lexiconFolder, n)).Where(File.Exists);
        return new SynthesizerInfo
        {
            Engine = EngineName,
            EngineVersion = EngineVersion,
            Voice = voice.Name,
            SampleRateHz = KokoroModel.SampleRateHz,
            IsDeterministic = !model.Facts.DrawsRandomNumbers,
            UsesSeed = false,
            ThreadCount = options.ThreadCount,
            Settings = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["lang"] = options.Language,
                ["max-chars"] = options.MaximumCharacters.ToString(CultureInfo.InvariantCulture),
                ["max-tokens"] = options.MaximumTokens.ToString(CultureInfo.InvariantCulture),
                ["model"] = Path.GetFileName(modelPath),
                ["onnxruntime"] = OrtEnv.Instance().GetVersionString(),
                ["phonemes"] = options.Phonemes,
                ["phonemizer"] = phonemizer.Id,
                ["speed"] = options.Speed.ToString("R", CultureInfo.InvariantCulture),
                ["style-row"] = options.StyleRowName,
                ["threads"] = options.ThreadCount.ToString(CultureInfo.InvariantCulture),
            }.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Files = [.. modelFiles.Select(f => FileFingerprint.Compute(f, cancellationToken)), .. voice.Files, .. lexicons.Select(f => FileFingerprint.Compute(f, cancellationToken))],
            Warnings = [.. Warnings(Path.GetFileName(modelPath), model.Facts)],
        };
    }

    private static IEnumerable<TakeWarning> Warnings(string name, OnnxFacts facts)
    {
        if (facts.UsesIntegerArithmetic)
        {
            yield return new TakeWarning("cpu-dependent-sound", $"{name} computes in 8-bit integers: its sound differs between CPUs with and without VNNI");
        }

        if (facts.HasFloat16Weights)
        {
            yield return new TakeWarning("float16-graph", $"{name} has float16 weights: some such graphs give not-a-number on CPUs");
        }

        if (facts.DrawsRandomNumbers)
        {
            yield return new TakeWarning("random-sound", $"{name} draws random numbers that cannot be seeded: equal takes sound different");
        }
    }

    // probing loads nothing, but a download that broke off shows in its size
    private static string SizeNote(string model)
    {
        long found = new FileInfo(model).Length;
        long[] published = [.. PublishedFiles.Find(Path.GetFileName(model)).Select(p => p.SizeBytes).OfType<long>()];
        return published.Length == 0 || published.Contains(found)
            ? string.Empty
            : string.Create(CultureInfo.InvariantCulture, $" ({found} bytes, but the published file has {string.Join(" or ", published)})");
    }

    private static string[] LexiconNames(KokoroOptions options)
    {
        string variant = options.IsBritish ? "gb" : "us";
        return [$"{variant}_gold.json", $"{variant}_silver.json"];
    }

    private string FindLexiconFolder(KokoroOptions options)
    {
        string gold = Path.Combine(MisakiKind, LexiconNames(options)[0]);
        return Path.GetDirectoryName(_folders.FindFile(KokoroModelFiles.Folder, gold, "put misaki's lexicons there or use phonemes=espeak"))!;
    }
}
