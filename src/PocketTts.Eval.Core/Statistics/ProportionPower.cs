namespace PocketTts.Eval.Core.Statistics;

/// <summary>
/// How many independent takes show a difference of failure rates, and what a number of takes can show. Takes of one text are worth less than their
/// number: give <see cref="TakeHomogeneity.EffectiveTakesOf"/>.
/// </summary>
public static class ProportionPower
{
    /// <summary>
    /// Takes per system, (z₁₋ₐ √(2p̄q̄) + z_power √(p₁q₁ + p₂q₂))² ÷ (p₂ - p₁)² with p̄ the mean of both rates and a = α/2 two-sided, α one-sided (J. L. Fleiss, B. Levin,
    /// M. C. Paik, Statistical Methods for Rates and Proportions, 2003, section 4.2, without continuity correction).
    /// </summary>
    /// <param name="rate1">p₁, above 0 and below 1.</param>
    /// <param name="rate2">p₂, another rate.</param>
    /// <param name="power">Chance of seeing it, above 0 and below 1.</param>
    /// <param name="alpha">Chance of a false alarm, above 0 and below ½.</param>
    /// <param name="isTwoSided">Whether a change in either direction is looked for.</param>
    /// <returns>Takes of each system, not rounded.</returns>
    public static double TakesNeeded(double rate1, double rate2, double power = .8, double alpha = .05, bool isTwoSided = true)
    {
        ThrowIfNoRate(rate1);
        ThrowIfNoRate(rate2);
        if (rate1 == rate2)
        {
            throw new ArgumentException("equal rates are never told apart", nameof(rate2));
        }

        (double pooled, double separate) = Deviations(rate1, rate2);
        double root = ((Z(alpha, isTwoSided) * pooled) + (Distributions.NormalQuantile(power) * separate)) / (rate2 - rate1);
        return root * root;
    }

    /// <summary>Chance of seeing the difference of two rates; the inverse of <see cref="TakesNeeded"/>.</summary>
    /// <param name="rate1">p₁, above 0 and below 1.</param>
    /// <param name="rate2">p₂, likewise.</param>
    /// <param name="takes">(Effective) takes of each system, above 0.</param>
    /// <param name="alpha">Chance of a false alarm, above 0 and below ½.</param>
    /// <param name="isTwoSided">Whether a change in either direction is looked for.</param>
    /// <returns>The power in [0, 1].</returns>
    public static double Power(double rate1, double rate2, double takes, double alpha = .05, bool isTwoSided = true)
    {
        ThrowIfNoRate(rate1);
        ThrowIfNoRate(rate2);
        (double pooled, double separate) = Deviations(rate1, rate2);
        return Distributions.NormalCdf(((Math.Abs(rate2 - rate1) * Math.Sqrt(takes)) - (Z(alpha, isTwoSided) * pooled)) / separate);
    }

    /// <summary>The lowest higher rate that is seen with the given power: what a gate of this size can promise.</summary>
    /// <param name="rate">The baseline's rate, above 0 and below 1.</param>
    /// <param name="takes">(Effective) takes of each system, above 0.</param>
    /// <param name="power">Chance of seeing it, above 0 and below 1.</param>
    /// <param name="alpha">Chance of a false alarm, above 0 and below ½.</param>
    /// <param name="isTwoSided">Whether a change in either direction is looked for.</param>
    /// <returns>The rate; null when not even a rate near 1 is seen.</returns>
    public static double? DetectableRate(double rate, double takes, double power = .8, double alpha = .05, bool isTwoSided = false)
    {
        double low = rate;
        double high = 1 - 1e-9;
        if (Power(rate, high, takes, alpha, isTwoSided) < power)
        {
            return null;
        }

        for (int step = 0; step < 200 && high - low > 1e-15; step++)
        {
            double middle = (low + high) / 2;
            if (Power(rate, middle, takes, alpha, isTwoSided) < power)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return high;
    }

    /// <summary>
    /// Exact one-sided test of independent takes against a known rate: the fewest failures r with P(X ≥ r | p₀) ≤ α.
    /// </summary>
    /// <param name="takes">n, at least 1.</param>
    /// <param name="rate">p₀, above 0 and below 1.</param>
    /// <param name="alpha">Chance of a false alarm, above 0 and below 1.</param>
    /// <returns>r and the real chance of a false alarm.</returns>
    public static (long RejectAt, double Size) ExactLimit(long takes, double rate, double alpha = .05)
    {
        ThrowIfNoRate(rate);
        long reject = 0;
        while (Distributions.BinomialSurvival(reject - 1, takes, rate) > alpha)
        {
            reject++;
        }

        return (reject, Distributions.BinomialSurvival(reject - 1, takes, rate));
    }

    /// <summary>Chance that <see cref="ExactLimit"/> rejects when the true rate is another.</summary>
    /// <param name="takes">n, at least 1.</param>
    /// <param name="rejectAt">r.</param>
    /// <param name="rate">The true rate, in [0, 1].</param>
    /// <returns>P(X ≥ r).</returns>
    public static double ExactPower(long takes, long rejectAt, double rate) => Distributions.BinomialSurvival(rejectAt - 1, takes, rate);

    /// <summary>Takes after which a failure of a given chance has been seen at least once: ⌈ln(1 - sure) ÷ ln(1 - chance)⌉.</summary>
    /// <param name="chance">Chance of failure of a take, above 0 and below 1.</param>
    /// <param name="sure">How sure, above 0 and below 1.</param>
    /// <returns>The number of takes.</returns>
    public static long TakesToSee(double chance, double sure = .95)
    {
        ThrowIfNoRate(chance);
        ThrowIfNoRate(sure);
        return (long)Math.Ceiling(Math.Log(1 - sure) / Math.Log(1 - chance));
    }

    private static double Z(double alpha, bool isTwoSided)
    {
        if (!(alpha is > 0 and < .5))
        {
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "a level lies between 0 and ½");
        }

        return Distributions.NormalQuantile(1 - (isTwoSided ? alpha / 2 : alpha));
    }

    private static (double Pooled, double Separate) Deviations(double rate1, double rate2)
    {
        double mean = (rate1 + rate2) / 2;
        return (Math.Sqrt(2 * mean * (1 - mean)), Math.Sqrt((rate1 * (1 - rate1)) + (rate2 * (1 - rate2))));
    }

    private static void ThrowIfNoRate(double rate)
    {
        if (!(rate is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "a rate lies between 0 and 1");
        }
    }
}
