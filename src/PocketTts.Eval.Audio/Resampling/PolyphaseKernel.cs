using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PocketTts.Eval.Audio.Resampling;

/// <summary>
/// The inner loop of resampling: neighbouring outputs of two rows at once. Each output is summed tap by tap with fused multiply-adds, whatever the width of the
/// processor's vectors, so results do not depend on the processor.
/// </summary>
internal static class PolyphaseKernel
{
    /// <summary>Outputs of each row that are summed together.</summary>
    public const int Columns = 32;

    /// <summary>Sums for <see cref="Columns"/> columns.</summary>
    /// <param name="taps">Two for each input: of the even and of the odd row.</param>
    /// <param name="places">For each input, where in <paramref name="inputs"/> that of the first column stands; those of the others are right behind.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="sums">Receives the sums of the even row, then of the odd row.</param>
    public static void Sum(ReadOnlySpan<double> taps, ReadOnlySpan<int> places, ReadOnlySpan<double> inputs, Span<float> sums)
    {
        // checked once here; the loops below go without
        _ = taps[(2 * places.Length) - 1];
        _ = sums[(2 * Columns) - 1];
        if (Vector512.IsHardwareAccelerated)
        {
            Sum512(ref MemoryMarshal.GetReference(taps), places, ref MemoryMarshal.GetReference(inputs), ref MemoryMarshal.GetReference(sums));
        }
        else
        {
            Sum256(ref MemoryMarshal.GetReference(taps), places, ref MemoryMarshal.GetReference(inputs), ref MemoryMarshal.GetReference(sums));
            Sum256(ref MemoryMarshal.GetReference(taps), places, ref Unsafe.Add(ref MemoryMarshal.GetReference(inputs), Columns / 2), ref Unsafe.Add(ref MemoryMarshal.GetReference(sums), Columns / 2));
        }
    }

    // eight sums at a time hide the time that a multiply-add takes; each input is loaded once for two of them
    internal static void Sum512(ref double taps, ReadOnlySpan<int> places, ref double inputs, ref float sums)
    {
        Vector512<double> a0 = default, a1 = default, a2 = default, a3 = default;
        Vector512<double> b0 = default, b1 = default, b2 = default, b3 = default;
        foreach (int place in places)
        {
            ref double input = ref Unsafe.Add(ref inputs, place);
            Vector512<double> even = Vector512.Create(taps);
            Vector512<double> odd = Vector512.Create(Unsafe.Add(ref taps, 1));
            taps = ref Unsafe.Add(ref taps, 2);
            Vector512<double> x0 = Vector512.LoadUnsafe(ref input);
            Vector512<double> x1 = Vector512.LoadUnsafe(ref input, 8);
            Vector512<double> x2 = Vector512.LoadUnsafe(ref input, 16);
            Vector512<double> x3 = Vector512.LoadUnsafe(ref input, 24);
            a0 = Vector512.FusedMultiplyAdd(x0, even, a0);
            b0 = Vector512.FusedMultiplyAdd(x0, odd, b0);
            a1 = Vector512.FusedMultiplyAdd(x1, even, a1);
            b1 = Vector512.FusedMultiplyAdd(x1, odd, b1);
            a2 = Vector512.FusedMultiplyAdd(x2, even, a2);
            b2 = Vector512.FusedMultiplyAdd(x2, odd, b2);
            a3 = Vector512.FusedMultiplyAdd(x3, even, a3);
            b3 = Vector512.FusedMultiplyAdd(x3, odd, b3);
        }

        Vector512.Narrow(a0, a1).StoreUnsafe(ref sums);
        Vector512.Narrow(a2, a3).StoreUnsafe(ref sums, 16);
        Vector512.Narrow(b0, b1).StoreUnsafe(ref sums, Columns);
        Vector512.Narrow(b2, b3).StoreUnsafe(ref sums, Columns + 16);
    }

    // half of the columns
    internal static void Sum256(ref double taps, ReadOnlySpan<int> places, ref double inputs, ref float sums)
    {
        Vector256<double> a0 = default, a1 = default, a2 = default, a3 = default;
        Vector256<double> b0 = default, b1 = default, b2 = default, b3 = default;
        foreach (int place in places)
        {
            ref double input = ref Unsafe.Add(ref inputs, place);
            Vector256<double> even = Vector256.Create(taps);
            Vector256<double> odd = Vector256.Create(Unsafe.Add(ref taps, 1));
            taps = ref Unsafe.Add(ref taps, 2);
            Vector256<double> x0 = Vector256.LoadUnsafe(ref input);
            Vector256<double> x1 = Vector256.LoadUnsafe(ref input, 4);
            Vector256<double> x2 = Vector256.LoadUnsafe(ref input, 8);
            Vector256<double> x3 = Vector256.LoadUnsafe(ref input, 12);
            a0 = Vector256.FusedMultiplyAdd(x0, even, a0);
            b0 = Vector256.FusedMultiplyAdd(x0, odd, b0);
            a1 = Vector256.FusedMultiplyAdd(x1, even, a1);
            b1 = Vector256.FusedMultiplyAdd(x1, odd, b1);
            a2 = Vector256.FusedMultiplyAdd(x2, even, a2);
            b2 = Vector256.FusedMultiplyAdd(x2, odd, b2);
            a3 = Vector256.FusedMultiplyAdd(x3, even, a3);
            b3 = Vector256.FusedMultiplyAdd(x3, odd, b3);
        }

        Vector256.Narrow(a0, a1).StoreUnsafe(ref sums);
        Vector256.Narrow(a2, a3).StoreUnsafe(ref sums, 8);
        Vector256.Narrow(b0, b1).StoreUnsafe(ref sums, Columns);
        Vector256.Narrow(b2, b3).StoreUnsafe(ref sums, Columns + 8);
    }
}
