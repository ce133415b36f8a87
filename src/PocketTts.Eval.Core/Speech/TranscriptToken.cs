namespace PocketTts.Eval.Core.Speech;

/// <summary>One token of a recognizer.</summary>
/// <param name="Id">Id in the recognizer's vocabulary.</param>
/// <param name="LogProbability">Natural log of its probability at its place.</param>
public sealed record TranscriptToken(int Id, double LogProbability);
