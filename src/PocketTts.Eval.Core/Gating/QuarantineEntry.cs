using System.Collections.Immutable;
using PocketTts.Eval.Core.Gating.Figures;

namespace PocketTts.Eval.Core.Gating;

/// <summary>
/// A text that is known to be unstable. It stays in every rate; until it expires it is left out of "worst of all takes" and excused in the list of failed texts, as long as its share of wrong
/// takes stays in the band.
/// </summary>
/// <param name="Text">The text.</param>
/// <param name="Systems">Ids of the systems it is excused for; empty for all.</param>
/// <param name="Until">Last day on which it holds.</param>
/// <param name="LowShare">Lower end of the band, in [0, 1].</param>
/// <param name="HighShare">Upper end of the band, in [0, 1].</param>
/// <param name="Why">Why, for people.</param>
/// <param name="Source">Where it is written, or null.</param>
public sealed record QuarantineEntry(
    TextKey Text, ImmutableArray<string> Systems, DateOnly Until, double LowShare, double HighShare, string Why, RuleSource? Source);
