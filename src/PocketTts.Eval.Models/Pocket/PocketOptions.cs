using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Models.Options;
using PocketTts.Eval.Models.Pocket.Bundles;
using PocketTts.Eval.Models.Pocket.Graphs;
using PocketTts.Eval.Models.Pocket.Sampling;
using PocketTts.Eval.Models.Pocket.Text;

namespace PocketTts.Eval.Models.Pocket;

/// <summary>The options of a Pocket TTS system, checked. Null means: as the bundle says.</summary>
internal sealed record PocketOptions
{
    /// <summary>Frames per call of the decoder with overlap: it keeps up with the language model, and the last group is short.</summary>
    public const int OverlappedDecodeGroup = 4;

    /// <summary>Frames per call of the decoder without overlap: nobody waits for it, and larger groups cost less per frame.</summary>
    public const int SerialDecodeGroup = 12;

    /// <summary>Voice name or path, or null for the language's default.</summary>
    public string? Voice { get; init; }

    /// <summary>Name or path of the bundle, or null for the only one there is.</summary>
    public string? Bundle { get; init; }

    /// <summary>Precision, or null for int8 where there is int8.</summary>
    public Precision? Precision { get; init; }

    /// <summary>Text and stop rules.</summary>
    public TextRulesVersion? Rules { get; init; }

    /// <summary>Variance of the noise, 0 to 10.</summary>
    public double? Temperature { get; init; }

    /// <summary>Largest magnitude of the noise, or null for none.</summary>
    public double? NoiseClamp { get; init; }

    /// <summary>Sampler steps, 1 to 1000.</summary>
    public int Steps { get; init; } = 1;

    /// <summary>Sampler head.</summary>
    public SamplerHead? Sampler { get; init; }

    /// <summary>End threshold, -1000 to 1000.</summary>
    public double? EosThreshold { get; init; }

    /// <summary>Frames after the end, 0 to 1000.</summary>
    public int? FramesAfterEos { get; init; }

    /// <summary>Most frames of a chunk, 1 to 100,000; null for the reference's formula.</summary>
    public int? MaxFrames { get; init; }

    /// <summary>Frames per call of the decoder, 1 to 46.</summary>
    public int DecodeGroup { get; init; }

    /// <summary>Threads in all, 1 to 256.</summary>
    public int Threads { get; init; }

    /// <summary>Whether sound is decoded while the next frames are made.</summary>
    public bool Overlaps { get; init; }

    /// <summary>Longest voice prompt in seconds, 0.08 to 79.</summary>
    public double PromptSeconds { get; init; }

    /// <summary>Most characters of a text, 1 to 1,000,000.</summary>
    public int MaxCharacters { get; init; }

    /// <summary>
    /// Threads of the language model and the flow network. In int8 the decoder needs about as long as they do, so each gets its share of
    /// the threads. In fp32 they need three times as long: they get all threads, and the decoder takes turns with them.
    /// </summary>
    /// <param name="precision">Precision in use.</param>
    /// <returns>At least 1.</returns>
    public int MainThreads(Precision precision) => Overlaps && precision == Bundles.Precision.Int8 ? (Threads + 1) / 2 : Threads;

    /// <summary>Threads of the decoder.</summary>
    public int DecoderThreads => Overlaps ? Math.Max(1, Threads / 2) : Threads;

    /// <summary>Reads and checks all options; every problem is named.</summary>
    /// <param name="spec">The system as the user wrote it.</param>
    /// <param name="processorCount">Processors there are; two threads are used where there are two.</param>
    /// <returns>The options.</returns>
    /// <exception cref="InputException">At least one option is wrong.</exception>
    public static PocketOptions Parse(SystemSpec spec, int processorCount)
    {
        var reader = new OptionReader(spec);
        string? voice = reader.Text("voice");
        if (voice is not null && reader.Voice is not null)
        {
            reader.AddProblem("voice", $"'{voice}' and '{reader.Voice}' are both given", "one of them");
        }

        int threads = reader.WholeNumber("threads", Math.Min(2, processorCount), 1, 256);
        bool overlaps = reader.Choice("overlap", threads > 1 ? "on" : "off", "on", "off") == "on";
        if (overlaps && threads < 2)
        {
            reader.AddProblem("overlap", "found 'on' with threads=1", "threads=2 or more");
        }

        string? precision = reader.OptionalChoice("precision", "int8", "fp32");
        string? rules = reader.OptionalChoice("rules", "2x", "4x");
        string? sampler = reader.OptionalChoice("sampler", SamplerHeads.Names);
        var options = new PocketOptions
        {
            Voice = voice ?? reader.Voice,
            Bundle = reader.Text("bundle"),
            Precision = precision switch { "int8" => Bundles.Precision.Int8, "fp32" => Bundles.Precision.Fp32, _ => null },
            Rules = rules switch { "2x" => TextRulesVersion.V2, "4x" => TextRulesVersion.V4, _ => null },
            Temperature = reader.OptionalNumber("temperature", 0, 10),
            NoiseClamp = reader.OptionalNumber("noise-clamp", 0.001, 100),
            Steps = reader.WholeNumber("steps", 1, 1, 1000),
            Sampler = SamplerHeads.Parse(sampler),
            EosThreshold = reader.OptionalNumber("eos-threshold", -1000, 1000),
            FramesAfterEos = reader.OptionalWholeNumber("frames-after-eos", 0, 1000),
            MaxFrames = reader.OptionalWholeNumber("max-frames", 1, 100_000),
            DecodeGroup = reader.WholeNumber("decode-group", overlaps ? OverlappedDecodeGroup : SerialDecodeGroup, 1, MimiDecoder.MaxFramesPerCall),
            Threads = threads,
            Overlaps = overlaps,
            PromptSeconds = reader.Number("prompt-seconds", 30, 0.08, 79),
            MaxCharacters = reader.WholeNumber("max-chars", 20_000, 1, 1_000_000),
        };
        reader.ThrowIfWrong();
        return options;
    }
}
