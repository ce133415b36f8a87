using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Reports.Summaries;

/// <summary>What every kind of report says of one take in the same way.</summary>
internal static class TakeFacts
{
    /// <summary><c>ok</c>, <c>failed</c>, or <c>missing</c> when the run has not reached the take or not all of its transcripts.</summary>
    public static string Status(ScoredTake take, RunInfo info) => Status(take, info.Recognizers.Length);

    /// <summary>The same, given the number of the run's recognizers.</summary>
    public static string Status(ScoredTake take, int recognizers) =>
        take.Failure is not null ? "failed"
        : take.Take.IsMissing || take.Take.Recognitions.Length < recognizers ? "missing"
        : "ok";

    /// <summary>Synthesis time ÷ audio time; null when either is unknown or there is no audio.</summary>
    public static double? Rtf(SynthesisFacts? facts) =>
        facts is { WallSeconds: { } wall, AudioSeconds: > 0 } ? wall / facts.AudioSeconds : null;

    /// <summary>Warnings of the synthesizer, then of the recognizers with the recognizer's id before the code.</summary>
    public static IEnumerable<TakeWarning> Warnings(Take take)
    {
        IEnumerable<TakeWarning> own = take.Synthesis is null ? [] : take.Synthesis.Warnings;
        return own.Concat(take.Recognitions.SelectMany(
            recognition => recognition.Transcript is null ? [] : recognition.Transcript.Warnings,
            (recognition, warning) => warning with { Code = recognition.RecognizerId + "/" + warning.Code }));
    }

    /// <summary>A warning with what it says.</summary>
    public static string Text(TakeWarning warning) => warning.Code + ": " + warning.Message;

    /// <summary>A fault with its confidence and what it says.</summary>
    public static string Text(TakeFault fault) => $"{fault.Kind.Name()} ({fault.Confidence.Name()}): {fault.Detail}";

    /// <summary>A verdict for people: a skipped word is lost.</summary>
    public static string Text(WordVerdictKind kind) => kind == WordVerdictKind.Skipped ? "lost" : kind.Name();
}
