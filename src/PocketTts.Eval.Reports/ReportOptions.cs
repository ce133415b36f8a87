using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Reports;

/// <summary>How a report is made.</summary>
public sealed record ReportOptions
{
    /// <summary>The usual report: sound is linked.</summary>
    public static ReportOptions Default { get; } = new();

    /// <summary>Most bytes of sound that are put into the page itself, of the texts with most trouble first; 0 for none. Default 0.</summary>
    public long EmbeddedAudioBytes { get; init; }

    /// <summary>What the runs were scored with; <see cref="ScoringOptions.Default"/> when null.</summary>
    public ScoringOptions? Scoring { get; init; }
}
