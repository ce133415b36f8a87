using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Verdicts;

/// <summary>Verdicts of one system by one recognizer, counted takes only (identical repeats once, failed syntheses as silence).</summary>
/// <param name="RecognizerId">The recognizer.</param>
/// <param name="CountedTakes">Takes that entered.</param>
/// <param name="Words">Their words.</param>
/// <param name="TextOrRecognizerWords">Faulty words, over all takes, that fail in every take of every system.</param>
/// <param name="WordRates">Rates per word: skipped, mangled, replaced, repeated, merged, split, unsure, and extra words (<c>inserted</c>, babble included).</param>
/// <param name="TakeRates">Rates per take: each fault that occurred at all, in the order of <see cref="TakeFaultKind"/>.</param>
/// <param name="FailedTakes">Takes with a major fault or worse: the sentence failure rate.</param>
/// <param name="CatastrophicTakes">Takes of no use.</param>
/// <param name="Clean">Takes in which nothing was found.</param>
/// <param name="Minor">Takes with minor faults only.</param>
/// <param name="Major">Takes with major faults that are not catastrophic.</param>
/// <param name="Stability">What repeats say.</param>
public sealed record VerdictSummary(
    string RecognizerId,
    int CountedTakes,
    long Words,
    long TextOrRecognizerWords,
    ImmutableArray<FaultRate> WordRates,
    ImmutableArray<FaultRate> TakeRates,
    FaultRate FailedTakes,
    FaultRate CatastrophicTakes,
    int Clean,
    int Minor,
    int Major,
    Stability Stability)
{
    /// <summary>True when the recognizer weighed the text against the sound in at least one take: then faults can be confirmed.</summary>
    public bool HasEvidence { get; init; }

    /// <summary>A rate by the name of its verdict.</summary>
    /// <param name="name">E.g. <c>skipped</c>, <c>inserted</c>, <c>truncated</c>.</param>
    /// <returns>The rate; null for a take fault that did not occur and for a name that is none.</returns>
    public FaultRate? Rate(string name) =>
        WordRates.Concat(TakeRates).FirstOrDefault(r => string.Equals(r.Name, name, StringComparison.Ordinal));
}
