namespace PocketTts.Eval.Core.Results;

/// <summary>A corpus of a run.</summary>
/// <param name="Name">Name of the corpus.</param>
/// <param name="Sha256">SHA-256 of its utterance file.</param>
/// <param name="UtteranceCount">Utterances it has.</param>
/// <param name="UsedUtteranceCount">Utterances the run uses after filters and limits.</param>
public sealed record RunCorpus(string Name, string Sha256, int UtteranceCount, int UsedUtteranceCount);
