using System.Runtime.CompilerServices;

namespace PocketTts.Eval.Core.Statistics;

/// <summary>
/// The SplitMix64 generator (G. L. Steele, D. Lea, C. H. Flood, OOPSLA 2014) read by position: the n-th number of a seed's
/// sequence is a function of seed and n alone, so results depend neither on threads nor on platform.
/// </summary>
public static class SplitMix64
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    /// <summary>A number of the sequence.</summary>
    /// <param name="seed">Names the sequence.</param>
    /// <param name="position">Zero-based position in it.</param>
    /// <returns>64 bits.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong At(ulong seed, ulong position)
    {
        unchecked
        {
            ulong z = seed + ((position + 1) * Gamma);
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    /// <summary>A number from 0 to below 1: the highest 53 bits, as many as a double holds.</summary>
    /// <param name="seed">Names the sequence.</param>
    /// <param name="position">Zero-based position in it.</param>
    /// <returns>A multiple of 2^-53.</returns>
    public static double Unit(ulong seed, ulong position) => (At(seed, position) >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number below a bound: the high half of number × bound, uneven by less than bound ÷ 2^64.</summary>
    /// <param name="seed">Names the sequence.</param>
    /// <param name="position">Zero-based position in it.</param>
    /// <param name="bound">At least 1.</param>
    /// <returns>0 to <paramref name="bound"/> - 1.</returns>
    public static int Below(ulong seed, ulong position, int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        return BelowUnchecked(seed, position, bound);
    }

    /// <summary>The same for inner loops: the bound is not checked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int BelowUnchecked(ulong seed, ulong position, int bound) => (int)Math.BigMul(At(seed, position), (ulong)bound, out _);
}
