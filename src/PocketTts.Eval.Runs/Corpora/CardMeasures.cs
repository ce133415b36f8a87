namespace PocketTts.Eval.Runs.Corpora;

/// <summary>What a card says of its utterance file; written by <c>pocket-eval corpus stats --write-card</c>, never by hand.</summary>
/// <param name="Utterances">Number of utterances.</param>
/// <param name="Words">Words under the plain rules.</param>
/// <param name="Minutes">Estimated minutes of speech, one decimal.</param>
/// <param name="Sha256">SHA-256 of the utterance file, 64 lower-case hexadecimal digits.</param>
/// <param name="Phonemes">Phoneme coverage in words, or null when not measured.</param>
public sealed record CardMeasures(int Utterances, int Words, string Minutes, string Sha256, string? Phonemes);
