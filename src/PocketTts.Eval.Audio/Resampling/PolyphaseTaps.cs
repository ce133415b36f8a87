namespace PocketTts.Eval.Audio.Resampling;

/// <summary>
/// The taps of <see cref="LowPassFilter"/> in the order in which they are used. Output m is Σ x[i] · h[M·m − L·i + reach], so outputs that are L apart use the same
/// taps on inputs that are M apart: L rows of taps. Two neighbouring rows look at nearly the same inputs and are kept as a pair over the inputs of both;
/// an odd L counts twice (2L ÷ 2M is the same ratio).
/// </summary>
internal sealed class PolyphaseTaps
{
    private readonly double[] _taps;
    private readonly int[] _newest;

    /// <summary>Computes the filter.</summary>
    /// <param name="up">Interpolation factor, at least 1.</param>
    /// <param name="down">Decimation factor, at least 1.</param>
    public PolyphaseTaps(int up, int down)
    {
        double[] filter = LowPassFilter.Design(up, down);
        int reach = LowPassFilter.Reach(up, down);
        int times = 1 + (up % 2);
        Up = up * times;
        Down = down * times;
        _newest = [.. Enumerable.Range(0, Up).Select(r => (int)((((long)down * r) + reach) / up))];

        // the oldest input of a row is that of the tap at the filter's end
        int Oldest(int row) => (int)-Math.Floor((filter.Length - 1 - ((long)down * row) - reach) / (double)up);
        for (int row = 0; row < Up; row += 2)
        {
            Width = Math.Max(Width, _newest[row + 1] + 1 - Oldest(row));
        }

        _taps = new double[(long)Up * Width];
        for (int row = 0; row < Up; row++)
        {
            Span<double> pair = _taps.AsSpan(row / 2 * 2 * Width, 2 * Width);
            int first = _newest[row | 1] + 1 - Width;
            for (int i = Oldest(row); i <= _newest[row]; i++)
            {
                pair[(2 * (i - first)) + (row % 2)] = filter[((long)down * row) - ((long)up * i) + reach];
            }
        }
    }

    /// <summary>L, made even.</summary>
    public int Up { get; }

    /// <summary>M, for that L.</summary>
    public int Down { get; }

    /// <summary>Inputs that a pair of rows looks at.</summary>
    public int Width { get; }

    /// <summary>The first input that the first outputs look at; negative.</summary>
    public int FirstInput => _newest[1] + 1 - Width;

    /// <summary>Inputs from <see cref="FirstInput"/> to the last that any of the first L outputs looks at.</summary>
    public int Reach => OffsetOf(Up - 2) + Width;

    /// <summary>The taps of an even row and the next, in turns: even, odd, even, odd, …; oldest input first.</summary>
    public ReadOnlySpan<double> PairOf(int evenRow) => _taps.AsSpan(evenRow * Width, 2 * Width);

    /// <summary>How far after <see cref="FirstInput"/> the inputs of an even row and the next begin.</summary>
    public int OffsetOf(int evenRow) => _newest[evenRow + 1] - _newest[1];
}
