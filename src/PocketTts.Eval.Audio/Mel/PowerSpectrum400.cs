using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PocketTts.Eval.Audio.Mel;

/// <summary>
/// |DFT|² of 400 windowed real samples, exact length (padding to 512 would move the bins). With n = 16a + b and
/// k = r + 25s the sum splits into a 25-point transform over a (16 neighbouring b at once, so loads are contiguous), a
/// twiddle, and a 16-point transform over b (all 16 s at once). The input is real: r = 0…12 is enough, the other bins
/// are mirror images. Both small transforms are matrix products, which keep every vector lane busy.
/// </summary>
internal sealed class PowerSpectrum400
{
    /// <summary>Samples per frame.</summary>
    public const int Length = 400;

    private const int Columns = 16;
    private const int Rows = 25;
    private const int Half = 12;
    private const int Residues = Half + 1;
    private readonly float[] _window = new float[Length];
    private readonly float[] _cos25 = new float[Residues * Half];
    private readonly float[] _sin25 = new float[Residues * Half];
    private readonly float[] _twiddleRe = new float[Residues * Columns];
    private readonly float[] _twiddleIm = new float[Residues * Columns];
    private readonly float[] _cos16 = new float[Columns * Columns];
    private readonly float[] _sin16 = new float[Columns * Columns];
    private readonly int[] _place = new int[MelFilterbank.Bins];
    private readonly float[] _even = new float[Residues * Columns];
    private readonly float[] _odd = new float[Residues * Columns];
    private readonly float[] _re = new float[Residues * Columns];
    private readonly float[] _im = new float[Residues * Columns];
    private readonly float[] _power = new float[Residues * Columns];

    /// <summary>Fills the tables (double precision, rounded once).</summary>
    public PowerSpectrum400()
    {
        for (int n = 0; n < Length; n++)
        {
            // periodic Hann: the divisor is the length, not the length less one
            _window[n] = (float)(0.5 * (1 - Math.Cos(2 * Math.PI * n / Length)));
        }

        for (int r = 0; r < Residues; r++)
        {
            for (int a = 1; a <= Half; a++)
            {
                (double sin, double cos) = Math.SinCos(2 * Math.PI * (r * a % Rows) / Rows);
                _cos25[(r * Half) + a - 1] = (float)cos;
                _sin25[(r * Half) + a - 1] = (float)sin;
            }

            for (int b = 0; b < Columns; b++)
            {
                (double sin, double cos) = Math.SinCos(2 * Math.PI * (r * b) / Length);
                _twiddleRe[(r * Columns) + b] = (float)cos;
                _twiddleIm[(r * Columns) + b] = (float)-sin;
            }
        }

        for (int b = 0; b < Columns; b++)
        {
            for (int s = 0; s < Columns; s++)
            {
                (double sin, double cos) = Math.SinCos(2 * Math.PI * (b * s % Columns) / Columns);
                _cos16[(b * Columns) + s] = (float)cos;
                _sin16[(b * Columns) + s] = (float)-sin;
            }
        }

        for (int k = 0; k < MelFilterbank.Bins; k++)
        {
            int bin = k % Rows <= Half ? k : Length - k;
            _place[k] = (bin % Rows * Columns) + (bin / Rows);
        }
    }

    /// <summary>Computes one frame.</summary>
    /// <param name="frame">400 samples, not yet windowed.</param>
    /// <param name="power">Receives 201 values, bin k at k · 40 Hz for 16 kHz sound.</param>
    public void Compute(ReadOnlySpan<float> frame, Span<float> power)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(frame.Length, Length);
        Fold(ref MemoryMarshal.GetReference(frame));
        TransformRows();
        TransformColumns();
        ReadOnlySpan<float> all = _power;
        ReadOnlySpan<int> place = _place;
        for (int k = 0; k < MelFilterbank.Bins; k++)
        {
            power[k] = all[place[k]];
        }
    }

    // window, then sums and differences of rows a and 25 − a: cosines see only the sums, sines only the differences
    private void Fold(ref float frame)
    {
        ref float window = ref MemoryMarshal.GetArrayDataReference(_window);
        ref float even = ref MemoryMarshal.GetArrayDataReference(_even);
        ref float odd = ref MemoryMarshal.GetArrayDataReference(_odd);
        for (nuint b = 0; b < Columns; b += (nuint)Vector<float>.Count)
        {
            (Vector.LoadUnsafe(ref frame, b) * Vector.LoadUnsafe(ref window, b)).StoreUnsafe(ref even, b);
            for (nuint a = 1; a <= Half; a++)
            {
                nuint low = (a * Columns) + b;
                nuint high = ((Rows - a) * Columns) + b;
                Vector<float> x = Vector.LoadUnsafe(ref frame, low) * Vector.LoadUnsafe(ref window, low);
                Vector<float> y = Vector.LoadUnsafe(ref frame, high) * Vector.LoadUnsafe(ref window, high);
                (x + y).StoreUnsafe(ref even, low);
                (x - y).StoreUnsafe(ref odd, low);
            }
        }
    }

    private void TransformRows()
    {
        ref float even = ref MemoryMarshal.GetArrayDataReference(_even);
        ref float odd = ref MemoryMarshal.GetArrayDataReference(_odd);
        ref float cos = ref MemoryMarshal.GetArrayDataReference(_cos25);
        ref float sin = ref MemoryMarshal.GetArrayDataReference(_sin25);
        ref float twiddleRe = ref MemoryMarshal.GetArrayDataReference(_twiddleRe);
        ref float twiddleIm = ref MemoryMarshal.GetArrayDataReference(_twiddleIm);
        ref float outRe = ref MemoryMarshal.GetArrayDataReference(_re);
        ref float outIm = ref MemoryMarshal.GetArrayDataReference(_im);
        for (nuint b = 0; b < Columns; b += (nuint)Vector<float>.Count)
        {
            for (nuint r = 0; r < Residues; r++)
            {
                Vector<float> re = Vector.LoadUnsafe(ref even, b);
                Vector<float> im = Vector<float>.Zero;
                nuint table = r * Half;
                for (nuint a = 1; a <= Half; a++, table++)
                {
                    nuint row = (a * Columns) + b;
                    re = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref even, row), new Vector<float>(Unsafe.Add(ref cos, table)), re);
                    im = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref odd, row), new Vector<float>(Unsafe.Add(ref sin, table)), im);
                }

                nuint at = (r * Columns) + b;
                Vector<float> wRe = Vector.LoadUnsafe(ref twiddleRe, at);
                Vector<float> wIm = Vector.LoadUnsafe(ref twiddleIm, at);
                // the transform's imaginary part is −im
                ((re * wRe) + (im * wIm)).StoreUnsafe(ref outRe, at);
                ((re * wIm) - (im * wRe)).StoreUnsafe(ref outIm, at);
            }
        }
    }

    private void TransformColumns()
    {
        ref float inRe = ref MemoryMarshal.GetArrayDataReference(_re);
        ref float inIm = ref MemoryMarshal.GetArrayDataReference(_im);
        ref float cos = ref MemoryMarshal.GetArrayDataReference(_cos16);
        ref float sin = ref MemoryMarshal.GetArrayDataReference(_sin16);
        ref float power = ref MemoryMarshal.GetArrayDataReference(_power);
        for (nuint s = 0; s < Columns; s += (nuint)Vector<float>.Count)
        {
            for (nuint r = 0; r < Residues; r++)
            {
                Vector<float> re = Vector<float>.Zero;
                Vector<float> im = Vector<float>.Zero;
                for (nuint b = 0; b < Columns; b++)
                {
                    Vector<float> zRe = new(Unsafe.Add(ref inRe, (r * Columns) + b));
                    Vector<float> zIm = new(Unsafe.Add(ref inIm, (r * Columns) + b));
                    Vector<float> wRe = Vector.LoadUnsafe(ref cos, (b * Columns) + s);
                    Vector<float> wIm = Vector.LoadUnsafe(ref sin, (b * Columns) + s);
                    re = Vector.MultiplyAddEstimate(zRe, wRe, re);
                    im = Vector.MultiplyAddEstimate(zRe, wIm, im);
                    re = Vector.MultiplyAddEstimate(-zIm, wIm, re);
                    im = Vector.MultiplyAddEstimate(zIm, wRe, im);
                }

                ((re * re) + (im * im)).StoreUnsafe(ref power, (r * Columns) + s);
            }
        }
    }
}
