namespace PocketTts.Eval.Audio.Facts;

/// <summary>A second-order filter, a0 = 1.</summary>
internal readonly record struct Biquad(double B0, double B1, double B2, double A1, double A2);
