namespace PocketTts.Eval.Core.Statistics;

/// <summary>
/// McNemar's test of paired outcomes (Psychometrika 12, 1947). Only for one take a text: with repeats the pairs are not independent, and <see cref="SignFlipTest"/>
/// on the texts' means is the test.
/// </summary>
public static class McNemar
{
    /// <summary>
    /// Tests pairs that differ. Given b + c, b is Binomial(b + c, ½) when nothing differs. Mid-p as recommended by M. W. Fagerland, S. Lydersen,
    /// P. Laake, BMC Medical Research Methodology 13:91, 2013.
    /// </summary>
    /// <param name="onlyFirst">b: pairs that failed in the first only, at least 0.</param>
    /// <param name="onlySecond">c: pairs that failed in the second only, at least 0.</param>
    /// <returns>The p-values.</returns>
    public static McNemarResult Of(long onlyFirst, long onlySecond)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(onlyFirst);
        ArgumentOutOfRangeException.ThrowIfNegative(onlySecond);
        long pairs = onlyFirst + onlySecond;
        long smaller = Math.Min(onlyFirst, onlySecond);
        double tail = 2 * Distributions.BinomialCdf(smaller, pairs, .5);
        double observed = Distributions.BinomialProbability(smaller, pairs, .5);
        double midP = onlyFirst == onlySecond ? 1 - (observed / 2) : Math.Min(1, tail - observed);
        if (pairs == 0)
        {
            return new McNemarResult(1, midP, null, null, null, null);
        }

        double difference = Math.Abs(onlyFirst - onlySecond);
        double plain = difference * difference / pairs;
        double corrected = (difference - 1) * (difference - 1) / pairs;
        return new McNemarResult(
            Math.Min(1, tail),
            midP,
            plain,
            Distributions.ChiSquaredSurvival(plain, 1),
            corrected,
            Distributions.ChiSquaredSurvival(corrected, 1));
    }
}
