using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Core.Statistics;

/// <summary>Intervals from the replicates of a bootstrap (B. Efron, R. J. Tibshirani, An Introduction to the Bootstrap, 1993, chapters 13 and 14).</summary>
public static class BootstrapInterval
{
    /// <summary>Sorts replicates and leaves out those that are no number.</summary>
    /// <param name="replicates">Replicates in any order.</param>
    /// <returns>Ascending.</returns>
    public static double[] Sorted(ReadOnlySpan<double> replicates)
    {
        double[] values = replicates.ToArray();
        if (Array.Exists(values, double.IsNaN))
        {
            values = Array.FindAll(values, v => !double.IsNaN(v));
        }

        Array.Sort(values);
        return values;
    }

    /// <summary>Percentile interval: the quantiles (1 ∓ confidence) / 2 of the replicates, linearly interpolated.</summary>
    /// <param name="sorted">At least 1 replicate, ascending.</param>
    /// <param name="confidence">Coverage, above 0 and below 1.</param>
    /// <returns>The interval.</returns>
    public static Interval Percentile(ReadOnlySpan<double> sorted, double confidence = .95)
    {
        ProportionIntervals.ThrowIfNoConfidence(confidence);
        double tail = (1 - confidence) / 2;
        return new Interval(Quantiles.Linear(sorted, tail), Quantiles.Linear(sorted, 1 - tail));
    }

    /// <summary>Basic interval: the percentile interval turned round the estimate.</summary>
    /// <param name="sorted">At least 1 replicate, ascending.</param>
    /// <param name="estimate">The statistic of the data.</param>
    /// <param name="confidence">Coverage, above 0 and below 1.</param>
    /// <returns>The interval.</returns>
    public static Interval Basic(ReadOnlySpan<double> sorted, double estimate, double confidence = .95)
    {
        Interval percentile = Percentile(sorted, confidence);
        return new Interval((2 * estimate) - percentile.High, (2 * estimate) - percentile.Low);
    }

    /// <summary>
    /// Bias-corrected and accelerated interval (B. Efron, JASA 82, 1987): quantiles Φ(z₀ + (z₀ ± z) / (1 - a(z₀ ± z))) of the replicates; z₀ = Φ⁻¹(share below the
    /// estimate, equal ones counting half), a = Σd³ / 6(Σd²)^1.5 with d the distances of the jackknife values from their mean.
    /// </summary>
    /// <param name="sorted">At least 1 replicate, ascending.</param>
    /// <param name="estimate">The statistic of the data.</param>
    /// <param name="jackknife">The statistic without each cluster in turn.</param>
    /// <param name="confidence">Coverage, above 0 and below 1.</param>
    /// <returns>The interval; null when all replicates lie on one side of the estimate or a jackknife value is no number.</returns>
    public static Interval? Bca(ReadOnlySpan<double> sorted, double estimate, ReadOnlySpan<double> jackknife, double confidence = .95)
    {
        ProportionIntervals.ThrowIfNoConfidence(confidence);
        double bias = Bias(sorted, estimate);
        double acceleration = Acceleration(jackknife);
        if (!double.IsFinite(bias) || double.IsNaN(acceleration))
        {
            return null;
        }

        double z = Distributions.TwoSidedZ(confidence);
        return new Interval(Quantiles.Linear(sorted, Level(-z)), Quantiles.Linear(sorted, Level(z)));

        double Level(double side)
        {
            double shifted = bias + side;
            return Math.Clamp(Distributions.NormalCdf(bias + (shifted / (1 - (acceleration * shifted)))), 0, 1);
        }
    }

    /// <summary>z₀; infinite when all replicates lie on one side.</summary>
    internal static double Bias(ReadOnlySpan<double> sorted, double estimate)
    {
        int below = 0;
        int equal = 0;
        foreach (double value in sorted)
        {
            below += value < estimate ? 1 : 0;
            equal += value == estimate ? 1 : 0;
        }

        return Distributions.NormalQuantile((below + (equal / 2.0)) / sorted.Length);
    }

    /// <summary>a; 0 when all jackknife values are equal, NaN when one is no number.</summary>
    internal static double Acceleration(ReadOnlySpan<double> jackknife)
    {
        double mean = 0;
        foreach (double value in jackknife)
        {
            mean += value;
        }

        mean /= jackknife.Length;
        double squares = 0;
        double cubes = 0;
        foreach (double value in jackknife)
        {
            double distance = mean - value;
            squares += distance * distance;
            cubes += distance * distance * distance;
        }

        return squares == 0 ? 0 : cubes / (6 * Math.Pow(squares, 1.5));
    }
}
