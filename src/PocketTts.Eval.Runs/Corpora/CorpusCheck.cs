using System.Collections.Immutable;
using PocketTts.Eval.Core.Corpora;

namespace PocketTts.Eval.Runs.Corpora;

/// <summary>What a check of one corpus came to.</summary>
/// <param name="Path">Folder or file that was checked.</param>
/// <param name="Corpus">The corpus with every utterance that could be read; null when nothing could.</param>
/// <param name="Findings">What was found, in file order.</param>
public sealed record CorpusCheck(string Path, Corpus? Corpus, ImmutableArray<CorpusFinding> Findings)
{
    /// <summary>Findings that are errors.</summary>
    public int Errors => Findings.Count(f => f.IsError);

    /// <summary>Findings that are most likely slips.</summary>
    public int Warnings => Findings.Length - Errors;
}
