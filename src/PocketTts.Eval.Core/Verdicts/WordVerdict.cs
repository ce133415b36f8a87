using PocketTts.Eval.Core.Text;

namespace PocketTts.Eval.Core.Verdicts;

/// <summary>What became of one word of the text in one take, by one recognizer.</summary>
/// <param name="WordIndex">Zero-based index among the words of the compared form.</param>
/// <param name="Word">The normalized word.</param>
/// <param name="Span">Where it stands in the compared form, in UTF-16 units; marks the original text.</param>
/// <param name="Kind">What became of it.</param>
/// <param name="Confidence">How well that is founded.</param>
/// <param name="RuleId">The rule that decided, as <c>docs/verdicts.md</c> lists it.</param>
public sealed record WordVerdict(int WordIndex, string Word, TextSpan Span, WordVerdictKind Kind, VerdictConfidence Confidence, string RuleId)
{
    /// <summary>What was heard for it, normalized words joined by blanks; null when nothing was.</summary>
    public string? Heard { get; init; }

    /// <summary>Start of what was heard (of a lost word: where likelihood would place it) in seconds from the beginning of the sound; null when unknown.</summary>
    public double? StartSeconds { get; init; }

    /// <summary>Its end in seconds; null when unknown.</summary>
    public double? EndSeconds { get; init; }

    /// <summary>The recognizer's probability of what was heard, of several words the lowest, in [0, 1]; null when nothing was heard or it does not tell.</summary>
    public double? Probability { get; init; }

    /// <summary>How differently what was heard sounds, 0 to 1; null when nothing was heard or it is the word itself.</summary>
    public double? SoundDistance { get; init; }

    /// <summary>Gain in log-likelihood without the word, see <see cref="Speech.WordEvidence"/>; null without evidence.</summary>
    public double? SkipGain { get; init; }

    /// <summary>Gain in log-likelihood with the word twice; null without evidence.</summary>
    public double? DoubleGain { get; init; }

    /// <summary>True when the word failed in every take of every system: the text or the recognizer is the likelier cause.</summary>
    public bool IsTextOrRecognizer { get; init; }

    /// <summary>True for everything but <see cref="WordVerdictKind.Said"/> and <see cref="WordVerdictKind.Unsure"/>.</summary>
    public bool IsFault => Kind is not (WordVerdictKind.Said or WordVerdictKind.Unsure);

    /// <summary>True for a fault that enters confirmed rates: confirmed, and not the text's or the recognizer's.</summary>
    public bool IsConfirmedFault => IsFault && Confidence == VerdictConfidence.Confirmed && !IsTextOrRecognizer;
}
