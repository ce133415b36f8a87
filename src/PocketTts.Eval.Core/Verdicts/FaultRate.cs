using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Core.Verdicts;

/// <summary>How often a verdict was given: raw, confirmed and corrected side by side.</summary>
/// <param name="Name">Name of the verdict, e.g. <c>skipped</c>.</param>
/// <param name="Raw">How often it was given.</param>
/// <param name="Confirmed">How often with confidence <see cref="VerdictConfidence.Confirmed"/>, without what is the text's or the recognizer's.</param>
/// <param name="Of">What it could have been given to: words, or takes.</param>
public sealed record FaultRate(string Name, long Raw, long Confirmed, long Of)
{
    /// <summary>95 % interval of the raw rate (<see cref="Statistics.ClusterRatio.ShareInterval"/>); null with fewer than 2 utterances.</summary>
    public Interval? RawInterval { get; init; }

    /// <summary>95 % interval of the confirmed rate, likewise.</summary>
    public Interval? ConfirmedInterval { get; init; }

    /// <summary>The raw rate corrected by the recognizer's measured sensitivity and specificity (Rogan–Gladen), in [0, 1]; null without a calibration for this verdict.</summary>
    public double? Corrected { get; init; }

    /// <summary>95 % interval of the corrected rate, the uncertainty of the calibration counted in; null likewise.</summary>
    public Interval? CorrectedInterval { get; init; }

    /// <summary>Raw ÷ Of as a fraction; null when Of is 0. Times 1,000 it is the number per thousand words.</summary>
    public double? RawRate => Of == 0 ? null : (double)Raw / Of;

    /// <summary>Confirmed ÷ Of as a fraction; null when Of is 0.</summary>
    public double? ConfirmedRate => Of == 0 ? null : (double)Confirmed / Of;
}
