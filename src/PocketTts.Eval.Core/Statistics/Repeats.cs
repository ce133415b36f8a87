namespace PocketTts.Eval.Core.Statistics;

/// <summary>What repeated takes of the same text say: does it always fail, or now and then?</summary>
public static class Repeats
{
    /// <summary>Flip rate 2k(R - k) / (R(R - 1)): the chance that two different takes of the same text disagree.</summary>
    /// <param name="failures">k: takes that failed, 0 to <paramref name="takes"/>.</param>
    /// <param name="takes">R: takes.</param>
    /// <returns>0 (always the same) to 1; null with fewer than 2 takes.</returns>
    public static double? FlipRate(int failures, int takes)
    {
        ThrowIfOutside(failures, takes);
        return takes < 2 ? null : 2.0 * failures * (takes - failures) / ((double)takes * (takes - 1));
    }

    /// <summary>pass^k = C(good, k) / C(takes, k): the chance that k takes drawn without replacement are all good.</summary>
    /// <param name="good">Good takes, 0 to <paramref name="takes"/>.</param>
    /// <param name="takes">Takes.</param>
    /// <param name="drawn">k, 1 to <paramref name="takes"/>.</param>
    /// <returns>The chance in [0, 1].</returns>
    public static double AllGood(int good, int takes, int drawn)
    {
        ThrowIfOutside(good, takes);
        ArgumentOutOfRangeException.ThrowIfLessThan(drawn, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(drawn, takes);
        double chance = 1;
        for (int i = 0; i < drawn; i++)
        {
            chance *= Math.Max(0, good - i) / (double)(takes - i);
        }

        return chance;
    }

    /// <summary>best-of-k = 1 - C(takes - good, k) / C(takes, k): the chance that of k drawn takes at least one is good.</summary>
    /// <param name="good">Good takes, 0 to <paramref name="takes"/>.</param>
    /// <param name="takes">Takes.</param>
    /// <param name="drawn">k, 1 to <paramref name="takes"/>.</param>
    /// <returns>The chance in [0, 1].</returns>
    public static double AnyGood(int good, int takes, int drawn) => 1 - AllGood(takes - good, takes, drawn);

    private static void ThrowIfOutside(int part, int takes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(part);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(part, takes);
    }
}
