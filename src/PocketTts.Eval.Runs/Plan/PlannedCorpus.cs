using System.Collections.Immutable;
using PocketTts.Eval.Core.Corpora;

namespace PocketTts.Eval.Runs.Plan;

/// <summary>A corpus of a plan and the part of it that is used.</summary>
/// <param name="Corpus">The whole corpus.</param>
/// <param name="Used">Utterances that are spoken, in corpus order.</param>
public sealed record PlannedCorpus(Corpus Corpus, ImmutableArray<Utterance> Used)
{
    /// <summary>What chose <see cref="Used"/>, beside the plan's limit.</summary>
    public CorpusFilter Filter { get; init; } = CorpusFilter.None;
}
