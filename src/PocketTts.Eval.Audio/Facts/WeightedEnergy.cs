namespace PocketTts.Eval.Audio.Facts;

/// <summary>Sums the squares of a sound behind two filters in a row, from rest: what one filter waits for, the other uses to go on.</summary>
internal sealed class WeightedEnergy(Biquad first, Biquad second)
{
    private double _first1;
    private double _first2;
    private double _second1;
    private double _second2;

    /// <summary>Sum of squares up to now.</summary>
    public double Sum { get; private set; }

    /// <summary>Goes on with further samples.</summary>
    public void Add(ReadOnlySpan<float> samples)
    {
        // in registers, not in this object; from one sample to the next there is one multiplication and one addition to wait for
        (Biquad f, double f1, double f2) = (first, _first1, _first2);
        (Biquad s, double s1, double s2) = (second, _second1, _second2);
        double sum = Sum;
        foreach (float sample in samples)
        {
            double x = sample;
            double y = Math.FusedMultiplyAdd(f.B0, x, f1);
            f1 = Math.FusedMultiplyAdd(-f.A1, y, Math.FusedMultiplyAdd(f.B1, x, f2));
            f2 = Math.FusedMultiplyAdd(-f.A2, y, f.B2 * x);
            double z = Math.FusedMultiplyAdd(s.B0, y, s1);
            s1 = Math.FusedMultiplyAdd(-s.A1, z, Math.FusedMultiplyAdd(s.B1, y, s2));
            s2 = Math.FusedMultiplyAdd(-s.A2, z, s.B2 * y);
            sum = Math.FusedMultiplyAdd(z, z, sum);
        }

        (_first1, _first2, _second1, _second2, Sum) = (f1, f2, s1, s2, sum);
    }
}
