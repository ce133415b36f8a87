namespace PocketTts.Eval.Core.Results;

/// <summary>Names a take within a run.</summary>
/// <param name="SystemId">Id of the system.</param>
/// <param name="Corpus">Name of the corpus.</param>
/// <param name="UtteranceId">Id of the utterance within the corpus.</param>
/// <param name="Repeat">Zero-based repeat index.</param>
public sealed record TakeKey(string SystemId, string Corpus, string UtteranceId, int Repeat);
