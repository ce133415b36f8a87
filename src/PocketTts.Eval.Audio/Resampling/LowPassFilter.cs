namespace PocketTts.Eval.Audio.Resampling;

/// <summary>
/// The low-pass that keeps aliases and images out: a Kaiser-windowed sinc of odd length at L × the input rate. With r the
/// lower of the two rates it reaches 32/r seconds to each side, its cut-off (−6 dB) lies at 0.96875 · r/2, β is 9 and its
/// sum is L. For 24 → 16 kHz these are the 193 taps at 48 kHz with cut-off 7,750 Hz of the recognizer's specification;
/// every other ratio is the same filter on another time scale.
/// </summary>
internal static class LowPassFilter
{
    private const int ReachPeriods = 32;
    private const double CutoffShare = 0.96875;
    private const double Beta = 9;

    /// <summary>Taps on each side of the centre.</summary>
    public static int Reach(int up, int down) => ReachPeriods * Math.Max(up, down);

    /// <summary>The taps, 2 · <see cref="Reach"/> + 1, symmetric.</summary>
    /// <param name="up">Interpolation factor L, at least 1.</param>
    /// <param name="down">Decimation factor M, at least 1.</param>
    public static double[] Design(int up, int down)
    {
        int reach = Reach(up, down);
        double cutoff = CutoffShare / Math.Max(up, down);
        double[] taps = new double[(2 * reach) + 1];
        double sum = 0;
        for (int k = 0; k <= reach; k++)
        {
            double share = (double)k / reach;
            double tap = Sinc(cutoff * k) * BesselI0(Beta * Math.Sqrt((1 - share) * (1 + share)));
            taps[reach + k] = tap;
            taps[reach - k] = tap;
            sum += k == 0 ? tap : 2 * tap;
        }

        double scale = up / sum;
        foreach (ref double tap in taps.AsSpan())
        {
            tap *= scale;
        }

        return taps;
    }

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    // Power series of the modified Bessel function of order 0; all terms are positive, so it ends when they no longer count.
    private static double BesselI0(double x)
    {
        double quarter = x * x / 4;
        double term = 1;
        double sum = 1;
        for (int k = 1; term > sum * 1e-17; k++)
        {
            term *= quarter / ((double)k * k);
            sum += term;
        }

        return sum;
    }
}
