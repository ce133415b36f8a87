namespace PocketTts.Eval.Core.Speech;

/// <summary>One word that a recognizer heard.</summary>
/// <param name="Text">The word as written, with its punctuation, without surrounding blanks.</param>
/// <param name="StartSeconds">Start from the beginning of the audio, or null when unknown.</param>
/// <param name="EndSeconds">End from the beginning of the audio, or null when unknown.</param>
/// <param name="Probability">Mean probability of its tokens in [0, 1], or null when unknown.</param>
public sealed record TranscriptWord(string Text, double? StartSeconds, double? EndSeconds, double? Probability);
