namespace PocketTts.Eval.Core.Speech;

/// <summary>
/// A recognizer that can also say, word by word, how well a sound fits a text that should have been spoken. Its
/// <see cref="RecognizerInfo.EvidenceVersion"/> is set.
/// </summary>
public interface IEvidenceRecognizer : ISpeechRecognizer
{
    /// <summary>Weighs a text against a sound. The same sound, transcript and text always give the same evidence.</summary>
    /// <param name="audio">Sound at any rate. Give the same instance as to <see cref="ISpeechRecognizer.TranscribeAsync"/> just before: work on the sound is then shared.</param>
    /// <param name="transcript">What this recognizer heard in the sound.</param>
    /// <param name="text">The text as a person would write it; never blank.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The evidence; its words are those of the text in order.</returns>
    /// <exception cref="TakeFailedException">The sound is too long, or the text does not fit.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    Task<TextEvidence> WeighAsync(Waveform audio, Transcript transcript, string text, CancellationToken cancellationToken);
}
