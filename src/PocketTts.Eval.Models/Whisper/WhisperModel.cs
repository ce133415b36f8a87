using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Files;
using PocketTts.Eval.Models.Onnx;

namespace PocketTts.Eval.Models.Whisper;

/// <summary>Everything loaded of one model: graphs, tokenizer, ids, and what is to be said about them.</summary>
internal sealed class WhisperModel : IDisposable
{
    private static readonly string[] TextFiles =
        ["added_tokens.json", "config.json", "generation_config.json", "merges.txt", "tokenizer.json", "tokenizer_config.json", "vocab.json"];

    private WhisperModel(WhisperConfiguration configuration, WhisperTokenizer tokenizer, WhisperEncoder encoder, WhisperDecoder decoder, AlignmentHeads? heads, SessionClock clock, RecognizerInfo info)
    {
        Configuration = configuration;
        Tokenizer = tokenizer;
        Encoder = encoder;
        Decoder = decoder;
        Heads = heads;
        Clock = clock;
        Info = info;
    }

    /// <summary>Ids and lists.</summary>
    public WhisperConfiguration Configuration { get; }

    /// <summary>Text to ids and back.</summary>
    public WhisperTokenizer Tokenizer { get; }

    /// <summary>Sound to states.</summary>
    public WhisperEncoder Encoder { get; }

    /// <summary>States and tokens to logits.</summary>
    public WhisperDecoder Decoder { get; }

    /// <summary>Heads that word times are read from, or null when the graph gives no attentions.</summary>
    public AlignmentHeads? Heads { get; }

    /// <summary>Time inside the sessions.</summary>
    public SessionClock Clock { get; }

    /// <summary>What this recognizer is.</summary>
    public RecognizerInfo Info { get; }

    /// <summary>Loads a model.</summary>
    /// <param name="files">Where its files are.</param>
    /// <param name="id">Name in tables.</param>
    /// <param name="options">What the user asked for.</param>
    /// <param name="time">Measures the time inside the sessions, or null.</param>
    /// <param name="cancellationToken">Ends the loading early.</param>
    /// <exception cref="InputException">A file is missing or wrong.</exception>
    public static WhisperModel Load(WhisperFiles files, string id, WhisperOptions options, TimeProvider? time, CancellationToken cancellationToken)
    {
        WhisperConfiguration configuration = WhisperConfiguration.Read(files.Folder, options.Language);
        WhisperTokenizer tokenizer = WhisperTokenizer.Load(files.Folder);
        JsonFile config = JsonFile.TryRead(files.Folder, "config.json")!;
        int heads = config.Integer("decoder_attention_heads") ?? 0;
        int width = heads > 0 ? (config.Integer("d_model") ?? 0) / heads : 0;
        var settings = new OnnxSessionSettings { ThreadCount = options.Threads };
        var clock = new SessionClock(time);
        WhisperEncoder? encoder = null;
        WhisperDecoder? decoder = null;
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            encoder = WhisperEncoder.Open(files.Encoder, configuration.MelBins, settings, clock, options.Context);
            cancellationToken.ThrowIfCancellationRequested();
            decoder = WhisperDecoder.Open(files, (heads, width), settings, clock, options.Context);
            TryShort(files, configuration, encoder, decoder, options.Context);
            var warnings = configuration.Warnings.ToBuilder();
            AlignmentHeads? alignment = ChooseHeads(files, configuration, decoder, warnings);
            WarnOfQuantization(files, warnings);
            RecognizerInfo info = Describe(files, id, options, configuration, cancellationToken) with { Warnings = warnings.ToImmutable() };
            return new WhisperModel(configuration, tokenizer, encoder, decoder, alignment, clock, info);
        }
        catch
        {
            decoder?.Dispose();
            encoder?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Decoder.Dispose();
        Encoder.Dispose();
    }

    // a graph that takes another length than its own shows it in the first calls
    private static void TryShort(WhisperFiles files, WhisperConfiguration configuration, WhisperEncoder encoder, WhisperDecoder decoder, AudioContext context)
    {
        if (context.IsWhole)
        {
            return;
        }

        string file = files.Encoder;
        try
        {
            using var run = new RunOptions();
            using EncodedAudio audio = encoder.Encode([], run);
            long states = audio.States.GetTensorTypeAndShape().Shape[1];
            if (states != context.States(0))
            {
                throw AudioContextPatch.Wrong(file, FormattableString.Invariant($"of {context.States(0)} states {states} came out"));
            }

            file = files.Decoder;
            using DecoderState state = decoder.Begin(decoder.ReadPrompt([.. configuration.Prompt], audio, [], run), []);
            decoder.Continue(configuration.EndOfText, state, run);
            if (state.Prompt.CrossKeys.Any(k => k.GetTensorTypeAndShape().Shape[2] != states))
            {
                throw AudioContextPatch.Wrong(file, FormattableString.Invariant($"of {states} states the decoder made keys of another length"));
            }
        }
        catch (OnnxRuntimeException e)
        {
            throw AudioContextPatch.Wrong(file, e.Message.ReplaceLineEndings(" "), e);
        }
    }

    private static AlignmentHeads? ChooseHeads(WhisperFiles files, WhisperConfiguration configuration, WhisperDecoder decoder, ImmutableArray<TakeWarning>.Builder warnings)
    {
        if (!decoder.GivesAttentions)
        {
            warnings.Add(new TakeWarning("no-word-times", $"{Path.GetFileName(files.Decoder)} has no outputs cross_attentions.N: words have no times; a '_timestamped' export has them"));
            return null;
        }

        if (configuration.AlignmentHeads.IsEmpty)
        {
            warnings.Add(new TakeWarning("default-alignment-heads", "generation_config.json names no alignment_heads: word times come from all heads of the upper half of the layers and are less exact"));
            return AlignmentHeads.Default(decoder.LayerCount, decoder.HeadCount);
        }

        foreach ((int layer, int head) in configuration.AlignmentHeads)
        {
            if (layer < 0 || layer >= decoder.LayerCount || head < 0 || head >= decoder.HeadCount)
            {
                throw new InputException(
                    FormattableString.Invariant($"names head {head} of layer {layer}, but the decoder has {decoder.LayerCount} layers of {decoder.HeadCount} heads"),
                    Path.Combine(files.Folder, "generation_config.json"),
                    field: "alignment_heads",
                    remedy: "the files belong to different models; download them from one place");
            }
        }

        return AlignmentHeads.Of(configuration.AlignmentHeads);
    }

    // the name of a file says little: some "_int8" files are not quantized at all, and some "_quantized" ones keep float arithmetic
    private static void WarnOfQuantization(WhisperFiles files, ImmutableArray<TakeWarning>.Builder warnings)
    {
        string[] graphs = files.DecoderWithPast is null ? [files.Encoder, files.Decoder] : [files.Encoder, files.Decoder, files.DecoderWithPast];
        string[] dynamic = [.. graphs.Where(g => OnnxSessions.ReadFacts(g).UsesIntegerArithmetic).Select(g => Path.GetFileName(g))];
        if (dynamic.Length > 0)
        {
            warnings.Add(new TakeWarning("dynamic-int8", $"{string.Join(" and ", dynamic)} rounds activations to 8 bits: of hard clips only a third to a half keep the text of the float model, and CPUs differ; use fp32 or fp16w to measure"));
        }
    }

    private static RecognizerInfo Describe(WhisperFiles files, string id, WhisperOptions options, WhisperConfiguration configuration, CancellationToken cancellationToken)
    {
        // the large models keep their weights outside the graph
        IEnumerable<string> graphs = new[] { files.Encoder, files.Decoder, files.DecoderWithPast }.OfType<string>()
            .SelectMany(g => OnnxSessions.ReadFacts(g).ExternalFiles.Select(f => Path.Combine(Path.GetDirectoryName(g)!, f)).Prepend(g));
        IEnumerable<string> paths = graphs.Concat(TextFiles.Select(f => Path.Combine(files.Folder, f)).Where(File.Exists)).Distinct(StringComparer.Ordinal);
        var settings = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        settings["decoding"] = "greedy, without times, without earlier text, temperature 0, one pass";
        settings["language"] = options.Language;
        settings["maxTokens"] = FormattableString.Invariant($"{GreedyDecoder.MaxTokens}");
        settings["nearSilentDbfs"] = FormattableString.Invariant($"{WhisperRecognizer.NearSilentDbfs}");
        settings["nearSilentNoSpeech"] = FormattableString.Invariant($"{GreedyDecoder.NoSpeechThreshold}");
        if (!options.Context.IsWhole)
        {
            settings["audioContext"] = FormattableString.Invariant($"sound and {options.Context.Margin} states, at least {options.Context.Least}, in steps of {options.Context.Step}");
        }

        settings["precision"] = files.Precision;
        settings["suppression"] = FormattableString.Invariant($"{configuration.Suppressed.Length} ids, {configuration.SuppressedFirst.Length} first");
        settings["threads"] = FormattableString.Invariant($"{options.Threads}");
        return new RecognizerInfo
        {
            Id = id,
            Engine = WhisperEngine.EngineName,
            // no calibration of whole windows may be taken for one of these
            EngineVersion = WhisperRecognizer.Version + (options.Context.IsWhole ? string.Empty : "-audio-ctx"),
            EvidenceVersion = EvidenceWeigher.Version + (options.FullEvidence ? "-full" : string.Empty),
            Settings = settings.ToImmutable(),
            Files = [.. paths.Select(path => FileFingerprint.Compute(path, cancellationToken))],
        };
    }
}
