namespace PocketTts.Eval.Core.Verdicts.Judging;

/// <summary>A word that was said a word or two away from its place.</summary>
internal readonly record struct MovedWord(int ReferenceIndex, int HypothesisIndex);
