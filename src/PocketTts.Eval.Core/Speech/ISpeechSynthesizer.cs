namespace PocketTts.Eval.Core.Speech;

/// <summary>One loaded synthesizer set-up. Not thread-safe: one synthesis at a time.</summary>
public interface ISpeechSynthesizer : IDisposable
{
    /// <summary>What this synthesizer is. Constant after loading.</summary>
    SynthesizerInfo Info { get; }

    /// <summary>Speaks one text.</summary>
    /// <param name="request">The text and its seed.</param>
    /// <param name="sink">Receives the sound as it is made (the same samples as the result's, once), or null.</param>
    /// <param name="cancellationToken">Ends the synthesis early.</param>
    /// <returns>The whole sound and what happened on the way.</returns>
    /// <exception cref="TakeFailedException">The take cannot be made (nothing to speak, model failed, …).</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    Task<SynthesisResult> SynthesizeAsync(SynthesisRequest request, IAudioSink? sink, CancellationToken cancellationToken);
}
