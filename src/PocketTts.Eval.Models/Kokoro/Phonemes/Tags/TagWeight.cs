namespace PocketTts.Eval.Models.Kokoro.Phonemes.Tags;

/// <summary>How likely a word has a tag.</summary>
/// <param name="Tag">Tag.</param>
/// <param name="Weight">Probability, 0 to 1.</param>
internal readonly record struct TagWeight(PosTag Tag, double Weight);
