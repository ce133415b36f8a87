using System.Text.Json.Serialization;
using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Reports.Exports;

/// <summary>A word of an exported take; meaning as the columns of <c>words.csv</c>.</summary>
internal sealed class ExportWord
{
    /// <summary>From 0 in the compared reading.</summary>
    [JsonPropertyName("index")]
    public int Index { get; set; }

    /// <summary>The normalized word.</summary>
    [JsonPropertyName("word")]
    public string Word { get; set; } = string.Empty;

    /// <summary>First UTF-16 unit in the form.</summary>
    [JsonPropertyName("spanStart")]
    public int SpanStart { get; set; }

    /// <summary>One past the last.</summary>
    [JsonPropertyName("spanEnd")]
    public int SpanEnd { get; set; }

    /// <summary>Name of the verdict.</summary>
    [JsonPropertyName("verdict")]
    public string Verdict { get; set; } = string.Empty;

    /// <summary>Name of the confidence.</summary>
    [JsonPropertyName("confidence")]
    public string Confidence { get; set; } = string.Empty;

    /// <summary>The rule that decided.</summary>
    [JsonPropertyName("rule")]
    public string Rule { get; set; } = string.Empty;

    /// <summary>What was heard for it.</summary>
    [JsonPropertyName("heard")]
    public string? Heard { get; set; }

    /// <summary>Start in the sound.</summary>
    [JsonPropertyName("startSeconds")]
    public double? StartSeconds { get; set; }

    /// <summary>End in the sound.</summary>
    [JsonPropertyName("endSeconds")]
    public double? EndSeconds { get; set; }

    /// <summary>The recognizer's probability.</summary>
    [JsonPropertyName("probability")]
    public double? Probability { get; set; }

    /// <summary>Phonetic distance, 0 to 1.</summary>
    [JsonPropertyName("soundDistance")]
    public double? SoundDistance { get; set; }

    /// <summary>Gain without the word.</summary>
    [JsonPropertyName("skipGain")]
    public double? SkipGain { get; set; }

    /// <summary>Gain with it twice.</summary>
    [JsonPropertyName("doubleGain")]
    public double? DoubleGain { get; set; }

    /// <summary>True when it fails in every take of every system.</summary>
    [JsonPropertyName("textOrRecognizer")]
    public bool TextOrRecognizer { get; set; }

    /// <summary>Makes it of a verdict.</summary>
    public static ExportWord Of(WordVerdict word) => new()
    {
        Index = word.WordIndex,
        Word = word.Word,
        SpanStart = word.Span.Start,
        SpanEnd = word.Span.End,
        Verdict = word.Kind.Name(),
        Confidence = word.Confidence.Name(),
        Rule = word.RuleId,
        Heard = word.Heard,
        StartSeconds = word.StartSeconds,
        EndSeconds = word.EndSeconds,
        Probability = word.Probability,
        SoundDistance = word.SoundDistance,
        SkipGain = Formatting.Finite(word.SkipGain),
        DoubleGain = Formatting.Finite(word.DoubleGain),
        TextOrRecognizer = word.IsTextOrRecognizer,
    };
}
