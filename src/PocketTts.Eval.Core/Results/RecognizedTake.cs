using System.Collections.Immutable;
using PocketTts.Eval.Core.Speech;

namespace PocketTts.Eval.Core.Results;

/// <summary>What one recognizer made of a take: a transcript or a failure, never both.</summary>
/// <param name="RecognizerId">Id of the recognizer.</param>
/// <param name="Transcript">What it heard, or null when it failed.</param>
/// <param name="Failure">Why it failed, or null.</param>
public sealed record RecognizedTake(string RecognizerId, Transcript? Transcript, TakeFailure? Failure)
{
    /// <summary>
    /// How well the sound fits the utterance's text and its first accepted forms without alternatives, in that order, and, where a form with alternatives fits the transcript
    /// better than the text, the reading of it that fits best (<see cref="Text.WrittenReading"/>). A text that could not be weighed is left out; others of the same sound may follow.
    /// Empty when the recognizer gives no evidence.
    /// </summary>
    public ImmutableArray<TextEvidence> Evidence { get; init; } = [];
}
