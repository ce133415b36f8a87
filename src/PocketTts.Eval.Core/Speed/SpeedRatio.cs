namespace PocketTts.Eval.Core.Speed;

/// <summary>A ratio of speeds with its 95 % interval.</summary>
/// <param name="Ratio">Geometric mean.</param>
/// <param name="Low">Lower end (Student's t on logarithms).</param>
/// <param name="High">Upper end.</param>
public sealed record SpeedRatio(double Ratio, double Low, double High);
