using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Gating.Comparison;

/// <summary>One system of head against its partner in base.</summary>
/// <param name="Pair">The two.</param>
/// <param name="RecognizerId">Whose transcripts.</param>
/// <param name="Incomparable">What stands against comparing some numbers.</param>
/// <param name="Differences">One entry a metric and slice.</param>
/// <param name="Words">Words that changed, the largest change first.</param>
public sealed record SystemComparison(
    SystemPair Pair, string RecognizerId, ImmutableArray<Incomparability> Incomparable, ImmutableArray<MetricDifference> Differences, ImmutableArray<WordChange> Words)
{
    /// <summary>Words that got worse.</summary>
    public IEnumerable<WordChange> Worse => Words.Where(w => w.Change > 0);

    /// <summary>Words that got better.</summary>
    public IEnumerable<WordChange> Better => Words.Where(w => w.Change < 0);
}
