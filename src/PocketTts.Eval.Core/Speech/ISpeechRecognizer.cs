namespace PocketTts.Eval.Core.Speech;

/// <summary>One loaded recognizer. Not thread-safe: one call at a time; load several to work in parallel.</summary>
public interface ISpeechRecognizer : IDisposable
{
    /// <summary>What this recognizer is. Constant after loading.</summary>
    RecognizerInfo Info { get; }

    /// <summary>Writes down what is heard. The same samples always give the same transcript.</summary>
    /// <param name="audio">Sound at any rate; the recognizer resamples.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>What was heard.</returns>
    /// <exception cref="TakeFailedException">The audio cannot be transcribed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    Task<Transcript> TranscribeAsync(Waveform audio, CancellationToken cancellationToken);
}
