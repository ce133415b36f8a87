namespace PocketTts.Eval.Audio.Mel;

/// <summary>
/// Triangular mel filters on Slaney's scale (linear below 1 kHz, logarithmic above), each scaled to unit area in hertz, for
/// the 201 bins (0 to 8 kHz in steps of 40 Hz) of a 400-point transform at 16 kHz: the filters Whisper was trained with.
/// </summary>
internal sealed class MelFilterbank
{
    /// <summary>Bins of the power spectrum.</summary>
    public const int Bins = 201;

    private const double BinHz = 40;
    private const double BreakHz = 1000;
    private const double BreakMel = 15;
    private static readonly double LogStep = Math.Log(6.4) / 27;

    private MelFilterbank(int[] first, int[] offsets, float[] weights)
    {
        First = first;
        Offsets = offsets;
        Weights = weights;
    }

    /// <summary>First bin of each filter.</summary>
    public int[] First { get; }

    /// <summary>Where each filter's weights start in <see cref="Weights"/>; one more entry than filters.</summary>
    public int[] Offsets { get; }

    /// <summary>The weights that are not zero, filter after filter, bins rising without a gap.</summary>
    public float[] Weights { get; }

    /// <summary>Computes the filters in double.</summary>
    /// <param name="filters">Number of filters, 80 or 128 in published models.</param>
    public static MelFilterbank Create(int filters)
    {
        double[] edges = new double[filters + 2];
        double top = ToMel(8000);
        for (int i = 0; i < edges.Length; i++)
        {
            edges[i] = ToHz(top * i / (filters + 1));
        }

        int[] first = new int[filters];
        int[] offsets = new int[filters + 1];
        var weights = new List<float>();
        for (int f = 0; f < filters; f++)
        {
            (double low, double centre, double high) = (edges[f], edges[f + 1], edges[f + 2]);
            first[f] = -1;
            for (int bin = 0; bin < Bins; bin++)
            {
                double hz = bin * BinHz;
                double weight = Math.Min((hz - low) / (centre - low), (high - hz) / (high - centre)) * 2 / (high - low);
                if (weight > 0)
                {
                    first[f] = first[f] < 0 ? bin : first[f];
                    weights.Add((float)weight);
                }
            }

            first[f] = Math.Max(first[f], 0);
            offsets[f + 1] = weights.Count;
        }

        return new MelFilterbank(first, offsets, [.. weights]);
    }

    /// <summary>Slaney's mel value of a frequency.</summary>
    public static double ToMel(double hz) => hz < BreakHz ? hz * 3 / 200 : BreakMel + (Math.Log(hz / BreakHz) / LogStep);

    /// <summary>Frequency of a mel value on Slaney's scale.</summary>
    public static double ToHz(double mel) => mel < BreakMel ? mel * 200 / 3 : BreakHz * Math.Exp(LogStep * (mel - BreakMel));
}
