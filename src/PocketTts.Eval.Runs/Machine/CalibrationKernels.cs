using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PocketTts.Eval.Runs.Machine;

/// <summary>
/// The fixed work that computers are compared by. Optimized at once: code that the runtime replaces while it is timed looks like a noisy computer.
/// </summary>
internal sealed class CalibrationKernels
{
    /// <summary>Rows and columns of the square matrices.</summary>
    public const int Size = 256;

    /// <summary>Multiplications and additions of one product.</summary>
    public const double FlopsPerProduct = 2.0 * Size * Size * Size;

    /// <summary>Bytes that one reading touches: beyond most caches that one core can call its own.</summary>
    public const int ReadBytes = 64 << 20;

    private readonly float[] _left = Fill(Size * Size, 3);
    private readonly float[] _right = Fill(Size * Size, 5);
    private readonly float[] _product = new float[Size * Size];
    private readonly float[] _memory = Fill(ReadBytes / sizeof(float), 7);

    /// <summary>Multiplies the matrices, four rows by two vectors at a time so that sums stay in registers.</summary>
    /// <returns>A value of the result, so that the work cannot be optimized away.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float Multiply()
    {
        int width = Vector<float>.Count;
        for (int row = 0; row < Size; row += 4)
        {
            for (int column = 0; column < Size; column += 2 * width)
            {
                MultiplyBlock(row, column, width);
            }
        }

        return _product[Size + 1];
    }

    /// <summary>Sums the memory in order.</summary>
    /// <returns>The sum.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float Read()
    {
        Span<Vector<float>> memory = MemoryMarshal.Cast<float, Vector<float>>(_memory.AsSpan());
        Vector<float> a = default, b = default, c = default, d = default;
        for (int i = 0; i + 3 < memory.Length; i += 4)
        {
            a += memory[i];
            b += memory[i + 1];
            c += memory[i + 2];
            d += memory[i + 3];
        }

        return Vector.Sum(a + b + c + d);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MultiplyBlock(int row, int column, int width)
    {
        ReadOnlySpan<float> left = _left;
        ReadOnlySpan<float> right = _right;
        Vector<float> r00 = default, r01 = default, r10 = default, r11 = default, r20 = default, r21 = default, r30 = default, r31 = default;
        for (int k = 0; k < Size; k++)
        {
            var b0 = new Vector<float>(right.Slice((k * Size) + column));
            var b1 = new Vector<float>(right.Slice((k * Size) + column + width));
            var a = new Vector<float>(left[(row * Size) + k]);
            (r00, r01) = (r00 + (a * b0), r01 + (a * b1));
            a = new Vector<float>(left[((row + 1) * Size) + k]);
            (r10, r11) = (r10 + (a * b0), r11 + (a * b1));
            a = new Vector<float>(left[((row + 2) * Size) + k]);
            (r20, r21) = (r20 + (a * b0), r21 + (a * b1));
            a = new Vector<float>(left[((row + 3) * Size) + k]);
            (r30, r31) = (r30 + (a * b0), r31 + (a * b1));
        }

        Span<float> product = _product;
        Store(product, row, column, r00, r01);
        Store(product, row + 1, column, r10, r11);
        Store(product, row + 2, column, r20, r21);
        Store(product, row + 3, column, r30, r31);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Span<float> product, int row, int column, Vector<float> first, Vector<float> second)
    {
        Span<float> place = product.Slice((row * Size) + column);
        first.CopyTo(place);
        second.CopyTo(place[Vector<float>.Count..]);
    }

    // small numbers of a fixed pattern: no denormals, no overflow, the same on every computer
    private static float[] Fill(int length, int step)
    {
        float[] values = new float[length];
        for (int i = 0; i < length; i++)
        {
            values[i] = ((((i * step) % 17) - 8) * 0.0625f) + 0.01f;
        }

        return values;
    }
}
