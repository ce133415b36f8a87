using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Core.Statistics;

/// <summary>A Hodges–Lehmann estimate.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Interval">Its interval; null when there are too few values for one of the asked confidence.</param>
/// <param name="Confidence">What the interval really covers, at least what was asked; null without interval, and for many values, where it is approximate.</param>
public sealed record ShiftEstimate(double Value, Interval? Interval, double? Confidence);
