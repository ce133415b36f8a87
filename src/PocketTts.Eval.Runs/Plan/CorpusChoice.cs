namespace PocketTts.Eval.Runs.Plan;

/// <summary>A corpus as a plan asks for it.</summary>
/// <param name="Path">Folder or file.</param>
/// <param name="Filter">Which of its utterances.</param>
/// <param name="Tags">The filter's tags with their places, to say which one does not exist.</param>
internal sealed record CorpusChoice(Sourced<string> Path, CorpusFilter Filter, IReadOnlyList<Sourced<string>> Tags);

/// <summary>Repeats of utterances with a tag, as a plan asks for them.</summary>
internal sealed record TagRepeats(Sourced<string> Tag, Sourced<long> Count);
