using System.Collections.Immutable;

namespace PocketTts.Eval.Models.Pocket.Bundles;

/// <summary>What a <c>bundle.json</c> says. A key that the file does not have is null or its documented default.</summary>
internal sealed record BundleManifest
{
    /// <summary>Name of the bundle, e.g. <c>english_2026-04</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Language of the bundle, e.g. <c>english_2026-04</c>, <c>german_24l</c>.</summary>
    public required string Language { get; init; }

    /// <summary>Samples per second; 24,000.</summary>
    public required int SampleRateHz { get; init; }

    /// <summary>Samples one latent frame decodes to; 1,920.</summary>
    public required int SamplesPerFrame { get; init; }

    /// <summary>Width of a latent frame, or null.</summary>
    public int? LatentWidth { get; init; }

    /// <summary>Width of the conditioning vector, or null.</summary>
    public int? ConditioningWidth { get; init; }

    /// <summary>Most tokens of a joined chunk; default 50.</summary>
    public int MaxTokensPerChunk { get; init; } = 50;

    /// <summary>Whether short inputs get spaces in front; default false.</summary>
    public bool PadsShortInputs { get; init; }

    /// <summary>Whether semicolons become commas; default false.</summary>
    public bool RemovesSemicolons { get; init; }

    /// <summary>Frames after the end that the model's makers recommend, or null.</summary>
    public int? FramesAfterEos { get; init; }

    /// <summary>File with the row that goes before every voice, or null when the model has none.</summary>
    public string? BosFile { get; init; }

    /// <summary>File of the tokenizer.</summary>
    public required string TokenizerFile { get; init; }

    /// <summary>Names of the voices published for it.</summary>
    public ImmutableArray<string> Voices { get; init; } = [];

    /// <summary>States of the language model in the graph's order; empty when the file does not list them.</summary>
    public ImmutableArray<StateTensor> MainStates { get; init; } = [];

    /// <summary>States of the decoder in the graph's order; empty when the file does not list them.</summary>
    public ImmutableArray<StateTensor> DecoderStates { get; init; } = [];

    /// <summary>Recommended temperature, or null.</summary>
    public double? Temperature { get; init; }

    /// <summary>Recommended end threshold, or null.</summary>
    public double? EosThreshold { get; init; }

    /// <summary>Sampler head, or null when the graph's inputs decide.</summary>
    public string? Sampler { get; init; }

    /// <summary>Whether chunks end in punctuation (a key of 4.x bundles), or null.</summary>
    public bool? AppendsTerminalPunctuation { get; init; }

    /// <summary>Whether chunks start upper case (a key of 4.x bundles), or null.</summary>
    public bool? CapitalizesFirstLetter { get; init; }

    /// <summary>Characters to replace (a key of 4.x bundles), or null.</summary>
    public ImmutableSortedDictionary<string, string>? Replacements { get; init; }

    /// <summary>True when a key of it exists in 4.x bundles only.</summary>
    public bool HasKeysOf4x => AppendsTerminalPunctuation is not null || CapitalizesFirstLetter is not null || Replacements is not null || EosThreshold is not null;
}
