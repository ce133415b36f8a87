using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Text;
using PocketTts.Eval.Core.Text.Phonetics;

namespace PocketTts.Eval.Core.Verdicts;

/// <summary>Everything that scores depend on beside the facts.</summary>
public sealed record ScoringOptions
{
    /// <summary>What runs are scored with unless something else is named.</summary>
    public static ScoringOptions Default { get; } = new();

    /// <summary>Rules by which texts and transcripts are compared. Default <see cref="TextComparers.Default"/>.</summary>
    public ITextComparer Comparer { get; init; } = TextComparers.Default;

    /// <summary>How words sound. Default <see cref="LetterPronunciations"/>; with models at hand the lexicon of Kokoro's front end.</summary>
    public IPronunciations Pronunciations { get; init; } = new LetterPronunciations();

    /// <summary>Thresholds for recognizers without a calibration.</summary>
    public VerdictOptions Verdicts { get; init; } = new();

    /// <summary>Calibrations by recognizer. Default those that come with the tool.</summary>
    public VerdictCalibrations Calibrations { get; init; } = VerdictCalibrations.BuiltIn;

    /// <summary>Thresholds for a recognizer: those of its calibration, or <see cref="Verdicts"/> where it has none.</summary>
    /// <param name="recognizer">The recognizer of a run.</param>
    /// <returns>The thresholds.</returns>
    public VerdictOptions VerdictsFor(RecognizerInfo recognizer) => Calibrations.Find(recognizer)?.Options ?? Verdicts;
}
