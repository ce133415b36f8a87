using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Core.Statistics;

/// <summary>
/// Intervals of a share k ÷ n of independent trials (L. D. Brown, T. T. Cai, A. DasGupta, Statistical Science 16(2), 2001, compares them). Numbers may be
/// fractions, so that an effective number of trials can be given (<see cref="TakeHomogeneity"/>): takes of one text are no independent trials.
/// A one-sided limit at level 1 - α is the end of the two-sided interval with confidence 1 - 2α.
/// </summary>
public static class ProportionIntervals
{
    /// <summary>
    /// Wilson's score interval: centre (p + z²/2n) / (1 + z²/n), half width z / (1 + z²/n) × √(p(1 - p)/n + z²/4n²) (E. B. Wilson, JASA 22, 1927).
    /// </summary>
    /// <param name="successes">k, 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">n, above 0.</param>
    /// <param name="confidence">Coverage, above 0 and below 1.</param>
    /// <returns>Ends in [0, 1]; exactly 0 for k = 0 and 1 for k = n.</returns>
    public static Interval Wilson(double successes, double trials, double confidence = .95)
    {
        ThrowIfOutside(successes, trials, confidence);
        return WilsonAt(successes, trials, Distributions.TwoSidedZ(confidence));
    }

    /// <summary>Wilson's interval with another quantile than the normal distribution's.</summary>
    internal static Interval WilsonAt(double successes, double trials, double z)
    {
        double share = successes / trials;
        double stretch = 1 + (z * z / trials);
        double centre = (share + (z * z / (2 * trials))) / stretch;
        double half = z / stretch * Math.Sqrt((share * (1 - share) / trials) + (z * z / (4 * trials * trials)));
        return new Interval(successes == 0 ? 0 : Math.Max(0, centre - half), successes == trials ? 1 : Math.Min(1, centre + half));
    }

    /// <summary>Wilson's interval with continuity correction (R. G. Newcombe, Statistics in Medicine 17, 1998, method 4).</summary>
    /// <inheritdoc cref="Wilson"/>
    public static Interval WilsonCorrected(double successes, double trials, double confidence = .95)
    {
        ThrowIfOutside(successes, trials, confidence);
        double z = Distributions.TwoSidedZ(confidence);
        double share = successes / trials;
        double rest = 1 - share;
        double middle = (2 * trials * share) + (z * z);
        double divisor = 2 * (trials + (z * z));
        double low = (middle - 1 - (z * Math.Sqrt((z * z) - 2 - (1 / trials) + (4 * share * ((trials * rest) + 1))))) / divisor;
        double high = (middle + 1 + (z * Math.Sqrt((z * z) + 2 - (1 / trials) + (4 * share * ((trials * rest) - 1))))) / divisor;
        return new Interval(successes == 0 ? 0 : Math.Max(0, low), successes == trials ? 1 : Math.Min(1, high));
    }

    /// <summary>
    /// Clopper and Pearson's "exact" interval: quantiles α/2 of Beta(k, n - k + 1) and 1 - α/2 of Beta(k + 1, n - k) (Biometrika 26, 1934). Never covers
    /// less than it says, usually more. For k = 0 the one-sided upper limit is 1 - α^(1/n), the "rule of three".
    /// </summary>
    /// <inheritdoc cref="Wilson"/>
    public static Interval ClopperPearson(double successes, double trials, double confidence = .95)
    {
        ThrowIfOutside(successes, trials, confidence);
        double tail = (1 - confidence) / 2;
        return new Interval(
            successes == 0 ? 0 : Distributions.BetaQuantile(tail, successes, trials - successes + 1),
            successes == trials ? 1 : Distributions.BetaQuantile(1 - tail, successes + 1, trials - successes));
    }

    /// <summary>
    /// Jeffreys' interval: quantiles of Beta(k + ½, n - k + ½), the lower end 0 for k = 0 and the upper 1 for k = n (Brown, Cai, DasGupta, section 4.3).
    /// </summary>
    /// <inheritdoc cref="Wilson"/>
    public static Interval Jeffreys(double successes, double trials, double confidence = .95)
    {
        ThrowIfOutside(successes, trials, confidence);
        double tail = (1 - confidence) / 2;
        return new Interval(
            successes == 0 ? 0 : Distributions.BetaQuantile(tail, successes + .5, trials - successes + .5),
            successes == trials ? 1 : Distributions.BetaQuantile(1 - tail, successes + .5, trials - successes + .5));
    }

    /// <summary>Agresti and Coull's interval: Wald's of (k + z²/2) ÷ (n + z²) (American Statistician 52(2), 1998).</summary>
    /// <inheritdoc cref="Wilson"/>
    public static Interval AgrestiCoull(double successes, double trials, double confidence = .95)
    {
        ThrowIfOutside(successes, trials, confidence);
        double z = Distributions.TwoSidedZ(confidence);
        double more = trials + (z * z);
        double share = (successes + (z * z / 2)) / more;
        double half = z * Math.Sqrt(share * (1 - share) / more);
        return new Interval(Math.Max(0, share - half), Math.Min(1, share + half));
    }

    internal static void ThrowIfNoConfidence(double confidence)
    {
        if (!(confidence is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "a confidence lies between 0 and 1");
        }
    }

    private static void ThrowIfOutside(double successes, double trials, double confidence)
    {
        ThrowIfNoConfidence(confidence);
        if (!(trials > 0 && double.IsFinite(trials)))
        {
            throw new ArgumentOutOfRangeException(nameof(trials), trials, "an interval needs trials");
        }

        if (!(successes >= 0 && successes <= trials))
        {
            throw new ArgumentOutOfRangeException(nameof(successes), successes, "successes lie between 0 and the trials");
        }
    }
}
