namespace PocketTts.Eval.Core.Speech;

/// <summary>One text to speak.</summary>
/// <param name="Text">The text as written; never empty.</param>
/// <param name="Language">BCP 47 tag, e.g. <c>en-US</c>, or null for the voice's own language.</param>
/// <param name="Seed">Seed for engines that use one; derived from (plan seed, utterance, repeat).</param>
/// <param name="Repeat">Zero-based repeat index of the take.</param>
/// <param name="Corpus">Name of the corpus the text is from, for engines that look sound up; null outside a run and for a warm-up.</param>
/// <param name="UtteranceId">Id of the utterance in that corpus, for engines that look sound up; null outside a run and for a warm-up.</param>
public sealed record SynthesisRequest(
    string Text, string? Language = null, long? Seed = null, int Repeat = 0, string? Corpus = null, string? UtteranceId = null);
