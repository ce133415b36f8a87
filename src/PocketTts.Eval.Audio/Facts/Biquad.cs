namespace PocketTts.Eval.Audio.Facts;

/// <summary>A second-order filter, a0 = 1.</summary>
internal readonly record struct Biquad(double B0, double B1, double B2, double A1, double A2)
{
    /// <summary>Filters in place, from rest.</summary>
    public void Apply(Span<double> samples)
    {
        double z1 = 0;
        double z2 = 0;
        foreach (ref double sample in samples)
        {
            double y = (B0 * sample) + z1;
            z1 = (B1 * sample) - (A1 * y) + z2;
            z2 = (B2 * sample) - (A2 * y);
            sample = y;
        }
    }
}
