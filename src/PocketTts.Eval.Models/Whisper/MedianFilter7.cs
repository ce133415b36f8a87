using System.Numerics;
using System.Runtime.InteropServices;

namespace PocketTts.Eval.Models.Whisper;

/// <summary>Median of seven neighbours, the ends mirrored without repeating the edge. Keeps a buffer: not thread-safe.</summary>
internal sealed class MedianFilter7
{
    private const int Reach = 3;
    private float[] _padded = [];

    /// <summary>Length that an output buffer must have for a row: whole vectors are written.</summary>
    public static int OutputLength(int count) => count + Vector<float>.Count;

    /// <summary>Filters a row; a row of at most 3 values is copied.</summary>
    /// <param name="row">The values.</param>
    /// <param name="output">Receives as many values; at least <see cref="OutputLength"/> long, what follows the row is undefined.</param>
    public void Apply(ReadOnlySpan<float> row, Span<float> output)
    {
        if (row.Length <= Reach)
        {
            row.CopyTo(output);
            return;
        }

        int needed = row.Length + (2 * Reach) + Vector<float>.Count;
        if (_padded.Length < needed)
        {
            _padded = new float[needed];
        }

        row.CopyTo(_padded.AsSpan(Reach));
        for (int i = 1; i <= Reach; i++)
        {
            _padded[Reach - i] = row[i];
            _padded[Reach + row.Length - 1 + i] = row[^(i + 1)];
        }

        ref float source = ref MemoryMarshal.GetArrayDataReference(_padded);
        ArgumentOutOfRangeException.ThrowIfLessThan(output.Length, OutputLength(row.Length));
        ref float target = ref MemoryMarshal.GetReference(output);
        for (int i = 0; i < row.Length; i += Vector<float>.Count)
        {
            Median(ref source, (nuint)i).StoreUnsafe(ref target, (nuint)i);
        }
    }

    // A network of exchanges after which the fourth of seven values is in the middle; the tests try all 0-1 inputs.
    private static Vector<float> Median(ref float source, nuint at)
    {
        Vector<float> a = Vector.LoadUnsafe(ref source, at);
        Vector<float> b = Vector.LoadUnsafe(ref source, at + 1);
        Vector<float> c = Vector.LoadUnsafe(ref source, at + 2);
        Vector<float> d = Vector.LoadUnsafe(ref source, at + 3);
        Vector<float> e = Vector.LoadUnsafe(ref source, at + 4);
        Vector<float> f = Vector.LoadUnsafe(ref source, at + 5);
        Vector<float> g = Vector.LoadUnsafe(ref source, at + 6);
        Exchange(ref a, ref f);
        Exchange(ref a, ref d);
        Exchange(ref b, ref g);
        Exchange(ref c, ref e);
        Exchange(ref a, ref b);
        Exchange(ref d, ref f);
        Exchange(ref c, ref g);
        Exchange(ref c, ref d);
        Exchange(ref d, ref g);
        Exchange(ref e, ref f);
        Exchange(ref b, ref e);
        Exchange(ref b, ref d);
        Exchange(ref d, ref e);
        return d;
    }

    private static void Exchange(ref Vector<float> low, ref Vector<float> high) => (low, high) = (Vector.Min(low, high), Vector.Max(low, high));
}
