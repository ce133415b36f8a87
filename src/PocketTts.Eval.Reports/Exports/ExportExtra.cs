using System.Text.Json.Serialization;
using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Reports.Exports;

/// <summary>A stretch of extra words of an exported take.</summary>
internal sealed class ExportExtra
{
    /// <summary>Index of the word of the text that follows.</summary>
    [JsonPropertyName("beforeIndex")]
    public int BeforeIndex { get; set; }

    /// <summary>What was heard, normalized.</summary>
    [JsonPropertyName("words")]
    public string Words { get; set; } = string.Empty;

    /// <summary><c>inserted</c> or <c>babble</c>.</summary>
    [JsonPropertyName("verdict")]
    public string Verdict { get; set; } = string.Empty;

    /// <summary>Name of the confidence.</summary>
    [JsonPropertyName("confidence")]
    public string Confidence { get; set; } = string.Empty;

    /// <summary>The rule that decided.</summary>
    [JsonPropertyName("rule")]
    public string Rule { get; set; } = string.Empty;

    /// <summary>Start in the sound.</summary>
    [JsonPropertyName("startSeconds")]
    public double? StartSeconds { get; set; }

    /// <summary>End in the sound.</summary>
    [JsonPropertyName("endSeconds")]
    public double? EndSeconds { get; set; }

    /// <summary>True when it is there in every take of every system.</summary>
    [JsonPropertyName("textOrRecognizer")]
    public bool TextOrRecognizer { get; set; }

    /// <summary>Makes it of extra words.</summary>
    public static ExportExtra Of(ExtraWords extra) => new()
    {
        BeforeIndex = extra.BeforeWordIndex,
        Words = string.Join(' ', extra.Words),
        Verdict = extra.Kind.Name(),
        Confidence = extra.Confidence.Name(),
        Rule = extra.RuleId,
        StartSeconds = extra.StartSeconds,
        EndSeconds = extra.EndSeconds,
        TextOrRecognizer = extra.IsTextOrRecognizer,
    };
}
