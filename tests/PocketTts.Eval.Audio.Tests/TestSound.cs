namespace PocketTts.Eval.Audio.Tests;

/// <summary>Sounds and comparisons that several tests need.</summary>
internal static class TestSound
{
    public static float[] Tone(double hertz, int rateHz, int count, double amplitude = 0.5)
        => [.. Enumerable.Range(0, count).Select(n => (float)(amplitude * Math.Sin(2 * Math.PI * hertz * n / rateHz)))];

    public static float[] Noise(int count, uint seed = 1, double amplitude = 0.5)
    {
        float[] samples = new float[count];
        foreach (ref float sample in samples.AsSpan())
        {
            seed = (seed * 1664525) + 1013904223;
            sample = (float)(amplitude * ((seed / 2147483648.0) - 1));
        }

        return samples;
    }

    /// <summary>Pearson correlation of two sounds over their common length.</summary>
    public static double Correlation(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        int count = Math.Min(a.Length, b.Length);
        double meanA = 0, meanB = 0;
        for (int i = 0; i < count; i++)
        {
            meanA += a[i];
            meanB += b[i];
        }

        meanA /= count;
        meanB /= count;
        double ab = 0, aa = 0, bb = 0;
        for (int i = 0; i < count; i++)
        {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }

        return ab / Math.Sqrt(aa * bb);
    }
}
