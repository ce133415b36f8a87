namespace PocketTts.Eval.Core.Statistics;

/// <summary>
/// Tests and limits that stay right however often one looks: the error holds over all looks together, so one may stop as soon as the data decide. A normal
/// mixture martingale with positive drift (S. R. Howard, A. Ramdas, J. McAuliffe, J. Sekhon, Annals of Statistics 49(2), 2021, one-sided; applied to estimates with standard errors
/// as in I. Waudby-Smith et al., Annals of Statistics 52(6), 2024): with information V = 1 ÷ standard error² and S = V × (estimate - hypothesis),
/// M = 2 √(r / (V + r)) exp(S² / 2(V + r)) Φ(S / √(V + r)) starts at 1, has mean 1 under the hypothesis, and ever reaches 1 ÷ α with chance at most α.
/// Clusters enter through the standard error (<see cref="ClusterRatio"/>). Holds exactly for normal estimates, approximately for others; docs/statistics.md has the simulation.
/// </summary>
/// <param name="PlannedError">The standard error at which the limits shall be closest, above 0: that of the planned end, or of half of it.</param>
public sealed record AlwaysValid(double PlannedError)
{
    // closest for a one-sided level of .05: 2 ln(1/2α) + ln(1 + 2 ln(1/2α))
    private const double Closeness = 6.33;

    private double Mixing { get; } = PlannedError > 0 && double.IsFinite(PlannedError)
        ? 1 / (PlannedError * PlannedError * Closeness)
        : throw new ArgumentOutOfRangeException(nameof(PlannedError), PlannedError, "a standard error above 0 is needed");

    /// <summary>p-value of "the true value is at most the hypothesis", valid at any time of looking.</summary>
    /// <param name="estimate">The estimate now.</param>
    /// <param name="standardError">Its standard error now, above 0.</param>
    /// <param name="hypothesis">The value tested.</param>
    /// <returns>min(1, 1 ÷ M).</returns>
    public double Greater(double estimate, double standardError, double hypothesis = 0)
    {
        double information = 1 / (standardError * standardError);
        double whole = information + Mixing;
        double x = information * (estimate - hypothesis) / Math.Sqrt(whole);
        return Math.Min(1, 1 / (2 * Math.Sqrt(Mixing / whole) * Math.Exp(x * x / 2) * Distributions.NormalCdf(x)));
    }

    /// <summary>p-value of "the true value is at least the hypothesis", valid at any time of looking.</summary>
    /// <inheritdoc cref="Greater"/>
    public double Less(double estimate, double standardError, double hypothesis = 0) => Greater(-estimate, standardError, -hypothesis);

    /// <summary>How far a one-sided limit is from the estimate: estimate ± radius covers the true value at all looks together with chance 1 - α on each side.</summary>
    /// <param name="standardError">The standard error now, above 0.</param>
    /// <param name="alpha">α, above 0 and below 1.</param>
    /// <returns>The radius.</returns>
    public double Radius(double standardError, double alpha = .05)
    {
        if (!(alpha is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "a level lies between 0 and 1");
        }

        // the p-value falls with the distance: cut the distance in half until it is found
        double low = 0;
        double high = standardError;
        while (Greater(high, standardError) > alpha)
        {
            high *= 2;
        }

        for (int step = 0; step < 200 && high - low > 1e-14 * high; step++)
        {
            double middle = (low + high) / 2;
            if (Greater(middle, standardError) > alpha)
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
}
