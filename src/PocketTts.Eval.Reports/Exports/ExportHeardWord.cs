using System.Text.Json.Serialization;

namespace PocketTts.Eval.Reports.Exports;

/// <summary>A word of a transcript.</summary>
internal sealed class ExportHeardWord
{
    /// <summary>The word as written.</summary>
    [JsonPropertyName("text")]
    public string Text { get; set; } = string.Empty;

    /// <summary>Start in the sound.</summary>
    [JsonPropertyName("startSeconds")]
    public double? StartSeconds { get; set; }

    /// <summary>End in the sound.</summary>
    [JsonPropertyName("endSeconds")]
    public double? EndSeconds { get; set; }

    /// <summary>Mean probability of its tokens.</summary>
    [JsonPropertyName("probability")]
    public double? Probability { get; set; }
}
