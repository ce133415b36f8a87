using System.Collections.Immutable;

namespace PocketTts.Eval.Models.Loopback;

/// <summary>What one loopback take will hold: the truth that found errors can be compared with.</summary>
/// <param name="TakeFault">What is done to the whole take.</param>
/// <param name="KeptShare">Share of the sound that is kept, in (0, 1); null unless <paramref name="TakeFault"/> is truncation.</param>
/// <param name="Words">The words of the text in order; at least one.</param>
public sealed record LoopbackPlan(LoopbackTakeFault TakeFault, double? KeptShare, ImmutableArray<LoopbackPlannedWord> Words)
{
    /// <summary>All words that are spoken, in order, before any fault of the whole take.</summary>
    public IEnumerable<string> SpokenWords => Words.SelectMany(w => w.Spoken);

    /// <summary>How many words have a fault.</summary>
    /// <param name="fault">The fault to count.</param>
    /// <returns>0 or more.</returns>
    public int Count(LoopbackWordFault fault) => Words.Count(w => w.Fault == fault);
}
