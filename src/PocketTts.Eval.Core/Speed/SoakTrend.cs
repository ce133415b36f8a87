namespace PocketTts.Eval.Core.Speed;

/// <summary>A trend over the takes of one process.</summary>
/// <param name="Verdict">What it means.</param>
/// <param name="PerHundredTakes">Theil–Sen slope per 100 takes; null with fewer than two takes.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="Limit">Limit of the verdict.</param>
public sealed record SoakTrend(SoakVerdict Verdict, double? PerHundredTakes, double? Low, double? High, double Limit);
