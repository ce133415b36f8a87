namespace PocketTts.Eval.Core.Speech;

/// <summary>A recognizer that can also say how likely a given text is, given the audio (teacher forcing).</summary>
public interface ITextScorer
{
    /// <summary>Scores a text against the audio, end of text included.</summary>
    /// <param name="audio">Sound at any rate, at most 30 s.</param>
    /// <param name="text">The text as a person would write it; never empty.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>Log-probabilities per token and per word.</returns>
    /// <exception cref="TakeFailedException">The audio is too long or the text does not fit.</exception>
    Task<TextScore> ScoreTextAsync(Waveform audio, string text, CancellationToken cancellationToken);
}
