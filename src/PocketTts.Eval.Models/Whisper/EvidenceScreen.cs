namespace PocketTts.Eval.Models.Whisper;

/// <summary>
/// Which words are suspect enough for whole variants of the text to be scored: those whose estimated gain, from the one pass over the text, is
/// above a threshold. Measured for whisper-base on the setting half of <c>pocket-eval calibrate</c> (docs/verdicts.md).
/// </summary>
/// <param name="SkipThreshold">Estimated gain of leaving a word out above which it is suspect, in nats.</param>
/// <param name="DoubleThreshold">Estimated gain of saying a word twice above which it is suspect, in nats.</param>
/// <param name="MaximumVariants">Variants scored of one text at most, the likeliest first: a sound that does not fit its text at all makes every word suspect.</param>
internal sealed record EvidenceScreen(double SkipThreshold, double DoubleThreshold, int MaximumVariants)
{
    /// <summary>The calibrated screen.</summary>
    public static EvidenceScreen Default { get; } = new(-6, -9, 24);

    /// <summary>No screen: variants of every word are scored.</summary>
    public static EvidenceScreen Everything { get; } = new(double.NegativeInfinity, double.NegativeInfinity, int.MaxValue);
}
