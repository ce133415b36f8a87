namespace PocketTts.Eval.Audio.Facts;

/// <summary>
/// Finds holes: runs of 4 to 300 ms in which no sample exceeds 2/32768, with sound right before and right behind that does not fade: its largest sample within
/// 1.5 ms exceeds 0.01 (−40 dBFS) on both sides.
/// </summary>
internal static class DropoutDetector
{
    private const float Nothing = 2f / 32768;
    private const float Sound = .01f;
    private const double LeastSeconds = .004;
    private const double MostSeconds = .3;
    private const double EdgeSeconds = .0015;

    /// <summary>First sample and length of each hole, in order.</summary>
    public static List<(int First, int Length)> Find(ReadOnlySpan<float> samples, int rate)
    {
        var holes = new List<(int, int)>();
        int least = Math.Max(1, (int)(LeastSeconds * rate));
        int most = (int)(MostSeconds * rate);
        int edge = Math.Max(1, (int)(EdgeSeconds * rate));
        for (int i = 0; i < samples.Length;)
        {
            if (MathF.Abs(samples[i]) > Nothing)
            {
                i++;
                continue;
            }

            int first = i;
            while (i < samples.Length && MathF.Abs(samples[i]) <= Nothing)
            {
                i++;
            }

            int length = i - first;
            if (length >= least && length <= most && first >= edge && i + edge <= samples.Length
                && Largest(samples.Slice(first - edge, edge)) > Sound && Largest(samples.Slice(i, edge)) > Sound)
            {
                holes.Add((first, length));
            }
        }

        return holes;
    }

    private static float Largest(ReadOnlySpan<float> samples)
    {
        float largest = 0;
        foreach (float sample in samples)
        {
            largest = Math.Max(largest, MathF.Abs(sample));
        }

        return largest;
    }
}
