using System.Numerics.Tensors;

namespace PocketTts.Eval.Audio.Facts;

/// <summary>Powers and decibels.</summary>
internal static class Decibels
{
    /// <summary>Mean square; 0 for no samples.</summary>
    public static double Power(ReadOnlySpan<float> samples) => samples.IsEmpty ? 0 : TensorPrimitives.SumOfSquares(samples) / (double)samples.Length;

    /// <summary>10 log10 of a power; null for 0.</summary>
    public static double? OfPower(double power) => power > 0 ? 10 * Math.Log10(power) : null;
}
