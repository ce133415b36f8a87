using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Speech;

/// <summary>
/// How well a sound fits a given text by a recognizer's likelihood, whole and word by word. A transcript says what should have
/// been said; likelihood finds the words that were doubled or left out all the same.
/// </summary>
/// <param name="Text">The text that was scored: an utterance's text or one of its accepted forms.</param>
/// <param name="LogProbability">ln P(text, end of text | audio).</param>
/// <param name="TranscriptLogProbability">ln P(free transcript, end of text | audio) scored in the same way; null when there is none or it is empty. Much above <paramref name="LogProbability"/>, something else was said.</param>
/// <param name="Words">The words of the text in order.</param>
public sealed record TextEvidence(
    string Text,
    double LogProbability,
    double? TranscriptLogProbability,
    ImmutableArray<WordEvidence> Words);
