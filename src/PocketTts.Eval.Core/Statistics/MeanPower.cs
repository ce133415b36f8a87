namespace PocketTts.Eval.Core.Statistics;

/// <summary>Power of tests of means: exact for Student's t (noncentral t; J. Cohen, Statistical Power Analysis for the Behavioral Sciences, 1988), and the detectable difference of any estimate with a standard error.</summary>
public static class MeanPower
{
    /// <summary>Power of the t test of n paired differences with mean ÷ standard deviation = <paramref name="effect"/>.</summary>
    /// <param name="effect">Standardized difference, above 0.</param>
    /// <param name="pairs">n, above 1; need not be whole.</param>
    /// <param name="alpha">Chance of a false alarm, above 0 and below ½.</param>
    /// <param name="isTwoSided">Whether a change in either direction is looked for.</param>
    /// <returns>The power.</returns>
    public static double Paired(double effect, double pairs, double alpha = .05, bool isTwoSided = true) =>
        Student(effect * Math.Sqrt(pairs), pairs - 1, alpha, isTwoSided);

    /// <summary>Power of the t test of two independent samples of equal size and spread.</summary>
    /// <param name="effect">Difference of the means ÷ standard deviation, above 0.</param>
    /// <param name="each">Values in each sample, above 1; need not be whole.</param>
    /// <param name="alpha">Chance of a false alarm, above 0 and below ½.</param>
    /// <param name="isTwoSided">Whether a change in either direction is looked for.</param>
    /// <returns>The power.</returns>
    public static double Independent(double effect, double each, double alpha = .05, bool isTwoSided = true) =>
        Student(effect * Math.Sqrt(each / 2), (2 * each) - 2, alpha, isTwoSided);

    /// <summary>Pairs for a power: the inverse of <see cref="Paired"/>, two-sided.</summary>
    /// <param name="effect">Standardized difference, above 0.</param>
    /// <param name="power">Chance of seeing it, above α and below 1.</param>
    /// <param name="alpha">Chance of a false alarm.</param>
    /// <returns>n, not rounded.</returns>
    public static double PairsNeeded(double effect, double power = .8, double alpha = .05) => Needed(n => Paired(effect, n, alpha), power);

    /// <summary>Values in each sample for a power: the inverse of <see cref="Independent"/>, two-sided.</summary>
    /// <inheritdoc cref="PairsNeeded"/>
    public static double EachNeeded(double effect, double power = .8, double alpha = .05) => Needed(n => Independent(effect, n, alpha), power);

    /// <summary>
    /// The smallest true difference that a test on an estimate of this standard error finds with the given power: (z₁₋ₐ + z_power) × standard error (minimum
    /// detectable effect). What to print beside "no difference found".
    /// </summary>
    /// <param name="standardError">Standard error of the difference, at least 0.</param>
    /// <param name="power">Chance of seeing it, above 0 and below 1.</param>
    /// <param name="alpha">Chance of a false alarm, above 0 and below ½.</param>
    /// <param name="isTwoSided">Whether a change in either direction is looked for.</param>
    /// <returns>The difference, in the unit of the error.</returns>
    public static double DetectableDifference(double standardError, double power = .8, double alpha = .05, bool isTwoSided = false) =>
        (Distributions.NormalQuantile(1 - (isTwoSided ? alpha / 2 : alpha)) + Distributions.NormalQuantile(power)) * standardError;

    private static double Student(double noncentrality, double degrees, double alpha, bool isTwoSided)
    {
        double critical = Distributions.StudentQuantile(1 - (isTwoSided ? alpha / 2 : alpha), degrees);
        double above = 1 - NoncentralT.Cdf(critical, degrees, noncentrality);
        return isTwoSided ? above + NoncentralT.Cdf(-critical, degrees, noncentrality) : above;
    }

    private static double Needed(Func<double, double> powerOf, double power)
    {
        if (!(power is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(power), power, "a power lies between 0 and 1");
        }

        double low = 1.5;
        double high = 4;
        while (powerOf(high) < power)
        {
            low = high;
            high *= 2;
        }

        for (int step = 0; step < 200 && high - low > 1e-12 * high; step++)
        {
            double middle = (low + high) / 2;
            if (powerOf(middle) < power)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return (low + high) / 2;
    }
}
