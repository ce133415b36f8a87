using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Core.Statistics;

/// <summary>A mean of independent values with its error, by Student's t.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="StandardError">Standard error of the mean; 0 for equal values.</param>
/// <param name="Degrees">Degrees of freedom.</param>
public readonly record struct MeanEstimate(double Mean, double StandardError, double Degrees)
{
    /// <summary>Mean and s ÷ √n.</summary>
    /// <param name="values">At least 2 finite values.</param>
    /// <returns>The estimate with n - 1 degrees of freedom.</returns>
    public static MeanEstimate Of(ReadOnlySpan<double> values)
    {
        (double mean, double variance) = Moments(values);
        return new MeanEstimate(mean, Math.Sqrt(variance / values.Length), values.Length - 1);
    }

    /// <summary>Mean of paired differences x - y.</summary>
    /// <param name="x">At least 2 finite values.</param>
    /// <param name="y">As many.</param>
    /// <returns>The estimate with n - 1 degrees of freedom.</returns>
    public static MeanEstimate OfPairs(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length)
        {
            throw new ArgumentException("pairs need as many values on both sides", nameof(y));
        }

        var differences = new double[x.Length];
        for (int i = 0; i < differences.Length; i++)
        {
            differences[i] = x[i] - y[i];
        }

        return Of(differences);
    }

    /// <summary>
    /// Difference of the means of two independent samples with unequal variances (B. L. Welch, Biometrika 34, 1947; degrees of freedom by
    /// F. E. Satterthwaite, Biometrics Bulletin 2, 1946).
    /// </summary>
    /// <param name="x">At least 2 finite values.</param>
    /// <param name="y">At least 2 finite values.</param>
    /// <returns>The estimate of mean(x) - mean(y).</returns>
    public static MeanEstimate OfDifference(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        (double meanX, double varianceX) = Moments(x);
        (double meanY, double varianceY) = Moments(y);
        double partX = varianceX / x.Length;
        double partY = varianceY / y.Length;
        double both = partX + partY;
        double degrees = both * both / ((partX * partX / (x.Length - 1)) + (partY * partY / (y.Length - 1)));
        return new MeanEstimate(meanX - meanY, Math.Sqrt(both), both == 0 ? x.Length + y.Length - 2 : degrees);
    }

    /// <summary>Mean ± t × standard error.</summary>
    /// <param name="confidence">Coverage, above 0 and below 1.</param>
    /// <returns>The interval; a point for equal values.</returns>
    public Interval Interval(double confidence = .95)
    {
        ProportionIntervals.ThrowIfNoConfidence(confidence);
        double half = StandardError == 0 ? 0 : StandardError * Distributions.StudentQuantile(1 - ((1 - confidence) / 2), Degrees);
        return new Interval(Mean - half, Mean + half);
    }

    /// <summary>Tests whether the true mean is a given value.</summary>
    /// <param name="value">The hypothesis.</param>
    /// <returns>The p-values; null when all values are equal, where t is not defined.</returns>
    public TestProbabilities? Test(double value = 0)
    {
        if (StandardError == 0)
        {
            return null;
        }

        double t = (Mean - value) / StandardError;
        return new TestProbabilities(
            Math.Min(1, 2 * Distributions.StudentSurvival(Math.Abs(t), Degrees)), Distributions.StudentSurvival(t, Degrees), Distributions.StudentSurvival(-t, Degrees));
    }

    private static (double Mean, double Variance) Moments(ReadOnlySpan<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Length, 2, nameof(values));
        double mean = 0;
        foreach (double value in values)
        {
            mean += value;
        }

        mean /= values.Length;
        double squares = 0;
        foreach (double value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return double.IsFinite(squares) ? (mean, squares / (values.Length - 1)) : throw new ArgumentException("a value is not a finite number", nameof(values));
    }
}
