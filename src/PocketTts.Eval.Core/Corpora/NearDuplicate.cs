namespace PocketTts.Eval.Core.Corpora;

/// <summary>Two utterances that say nearly the same.</summary>
/// <param name="First">The earlier one, as <c>corpus/id</c>.</param>
/// <param name="Second">The later one.</param>
/// <param name="Similarity">1 − edit distance ÷ longer length, over the letters of the words; 1 for equal words.</param>
public sealed record NearDuplicate(string First, string Second, double Similarity);
