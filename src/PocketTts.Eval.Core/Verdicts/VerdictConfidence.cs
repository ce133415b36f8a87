namespace PocketTts.Eval.Core.Verdicts;

/// <summary>How well a verdict is founded.</summary>
public enum VerdictConfidence
{
    /// <summary>Hardly: one weak sign, or signs that contradict each other. Never enters a confirmed rate.</summary>
    Unsure,

    /// <summary>One clear sign, mostly the transcript alone.</summary>
    Likely,

    /// <summary>Two independent signs agree, e.g. the transcript and the likelihood.</summary>
    Confirmed,
}
