namespace PocketTts.Eval.Core.Verdicts;

/// <summary>Something that is wrong with a take as a whole, or with a stretch of it.</summary>
/// <param name="Kind">What.</param>
/// <param name="Confidence">How well that is founded.</param>
/// <param name="RuleId">The rule that decided, as <c>docs/verdicts.md</c> lists it.</param>
/// <param name="Detail">One sentence with the figures.</param>
public sealed record TakeFault(TakeFaultKind Kind, VerdictConfidence Confidence, string RuleId, string Detail)
{
    /// <summary>First word of the text that it touches, or null.</summary>
    public int? FirstWord { get; init; }

    /// <summary>Last word of the text that it touches, or null.</summary>
    public int? LastWord { get; init; }

    /// <summary>Where in the sound, in seconds from its beginning, or null.</summary>
    public double? AtSeconds { get; init; }
}
