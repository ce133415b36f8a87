using PocketTts.Eval.Core.Text;

namespace PocketTts.Eval.Core.Speech;

/// <summary>What the likelihood of a recognizer says of one word of a given text (teacher forcing).</summary>
/// <param name="Span">Where the word stands in the text, in UTF-16 units, without surrounding blanks and punctuation.</param>
/// <param name="LogProbability">Sum of the natural logs of the word's token probabilities, at most 0.</param>
/// <param name="StartSeconds">Start by attention from the beginning of the audio, or null when the recognizer tells no times.</param>
/// <param name="EndSeconds">End by attention, or null.</param>
/// <param name="SkipGain">ln P(text without this word | audio) − ln P(text | audio), end of text included: above 0 the word was rather left out. Null when not computed.</param>
/// <param name="DoubleGain">ln P(text with this word twice | audio) − ln P(text | audio), end of text included: near or above 0 the word was rather said twice. Null when not computed.</param>
/// <param name="IsScreened">True when the gains are the screen's local estimates; false when whole variants were scored.</param>
public sealed record WordEvidence(
    TextSpan Span,
    double LogProbability,
    double? StartSeconds,
    double? EndSeconds,
    double? SkipGain,
    double? DoubleGain,
    bool IsScreened)
{
    /// <summary>The screen's estimate of <see cref="SkipGain"/>, kept where whole variants were scored, too: the threshold of a screen is calibrated on it. Null when there is no screen.</summary>
    public double? SkipEstimate { get; init; }

    /// <summary>The screen's estimate of <see cref="DoubleGain"/>; null when there is no screen.</summary>
    public double? DoubleEstimate { get; init; }
}
