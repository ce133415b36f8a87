using System.Collections.Immutable;

namespace PocketTts.Eval.Core.Speed;

/// <summary>
/// Two set-ups over the same texts of the same rounds: geometric means of paired ratios, averaged within each text first, so that the interval is one over texts.
/// </summary>
/// <param name="BaseId">Set-up that is divided by.</param>
/// <param name="OtherId">Set-up that is divided.</param>
/// <param name="PairCount">Takes that count in both.</param>
/// <param name="TextCount">Texts they belong to.</param>
/// <param name="WallRatio">Wall times, other ÷ base: 2 takes twice as long for the same text; null below two texts.</param>
/// <param name="RtfRatio">The same of RTF.</param>
/// <param name="LeftOut">Texts that count in one of the two only, and in no round in both: they are in neither mean.</param>
public sealed record BenchComparison(
    string BaseId, string OtherId, int PairCount, int TextCount, SpeedRatio? WallRatio, SpeedRatio? RtfRatio, ImmutableArray<string> LeftOut);
