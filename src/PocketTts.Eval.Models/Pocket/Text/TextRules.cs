using System.Collections.Immutable;

namespace PocketTts.Eval.Models.Pocket.Text;

/// <summary>A named set of text rules; together with the tokenizer it decides what a text becomes. Names <c>2x</c> and <c>4x</c>.</summary>
internal sealed record TextRules
{
    /// <summary>Generation of the rules.</summary>
    public required TextRulesVersion Version { get; init; }

    /// <summary>Puts 8 spaces before a chunk of fewer than 5 words; only english_2026-01 wants it.</summary>
    public bool PadsShortInputs { get; init; }

    /// <summary>Turns semicolons into commas; French and German want it.</summary>
    public bool RemovesSemicolons { get; init; }

    /// <summary>Makes sure a chunk ends in . ! ? or …; 4x only, default on.</summary>
    public bool AppendsTerminalPunctuation { get; init; } = true;

    /// <summary>Starts a chunk upper case; 4x only (2x always does), default on.</summary>
    public bool CapitalizesFirstLetter { get; init; } = true;

    /// <summary>Characters to replace before anything else, 4x only; an empty value deletes. Keys are one code point each.</summary>
    public ImmutableSortedDictionary<string, string> Replacements { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Most tokens of a chunk that is joined from several sentences.</summary>
    public int MaxTokensPerChunk { get; init; } = 50;

    /// <summary>Frames spoken after the end was found; null = 5 for up to four words, else 3.</summary>
    public int? FramesAfterEos { get; init; }

    /// <summary>First step at which an end counts; 6 under 4x.</summary>
    public int MinFramesBeforeEos => Version == TextRulesVersion.V4 ? 6 : 0;

    /// <summary>Samples of the linear fade-in at the start of each chunk; 120 (5 ms at 24 kHz) under 4x.</summary>
    public int FadeInSamples => Version == TextRulesVersion.V4 ? 120 : 0;

    /// <summary>Name of the rules, <c>2x</c> or <c>4x</c>.</summary>
    public string Name => Version == TextRulesVersion.V4 ? "4x" : "2x";
}
