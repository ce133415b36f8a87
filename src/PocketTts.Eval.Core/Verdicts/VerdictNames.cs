namespace PocketTts.Eval.Core.Verdicts;

/// <summary>Names of verdicts in files and tables: kebab case.</summary>
public static class VerdictNames
{
    /// <summary>Name of a word verdict, e.g. <c>said</c>.</summary>
    /// <param name="kind">The verdict.</param>
    /// <returns>The name.</returns>
    public static string Name(this WordVerdictKind kind) => kind switch
    {
        WordVerdictKind.Said => "said",
        WordVerdictKind.Skipped => "skipped",
        WordVerdictKind.Mangled => "mangled",
        WordVerdictKind.Replaced => "replaced",
        WordVerdictKind.Repeated => "repeated",
        WordVerdictKind.Merged => "merged",
        WordVerdictKind.Split => "split",
        WordVerdictKind.Unsure => "unsure",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Name of a kind of extra words.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The name.</returns>
    public static string Name(this ExtraWordsKind kind) => kind == ExtraWordsKind.Babble ? "babble" : "inserted";

    /// <summary>Name of a take fault, e.g. <c>clause-skipped</c>.</summary>
    /// <param name="kind">The fault.</param>
    /// <returns>The name.</returns>
    public static string Name(this TakeFaultKind kind) => kind switch
    {
        TakeFaultKind.Truncated => "truncated",
        TakeFaultKind.ClauseSkipped => "clause-skipped",
        TakeFaultKind.RunOn => "run-on",
        TakeFaultKind.Loop => "loop",
        TakeFaultKind.TooShort => "too-short",
        TakeFaultKind.Silent => "silent",
        TakeFaultKind.Garbled => "garbled",
        TakeFaultKind.Choppy => "choppy",
        TakeFaultKind.Clicks => "clicks",
        TakeFaultKind.Clipped => "clipped",
        TakeFaultKind.LongPause => "long-pause",
        TakeFaultKind.TextBleed => "text-bleed",
        TakeFaultKind.Transposed => "transposed",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Name of a confidence.</summary>
    /// <param name="confidence">The confidence.</param>
    /// <returns>The name.</returns>
    public static string Name(this VerdictConfidence confidence) => confidence switch
    {
        VerdictConfidence.Confirmed => "confirmed",
        VerdictConfidence.Likely => "likely",
        VerdictConfidence.Unsure => "unsure",
        _ => throw new ArgumentOutOfRangeException(nameof(confidence), confidence, null),
    };

    /// <summary>Name of a severity.</summary>
    /// <param name="severity">The severity.</param>
    /// <returns>The name.</returns>
    public static string Name(this Severity severity) => severity switch
    {
        Severity.Clean => "clean",
        Severity.Minor => "minor",
        Severity.Major => "major",
        Severity.Catastrophic => "catastrophic",
        _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, null),
    };
}
