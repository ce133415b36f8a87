using MathNet.Numerics;

namespace PocketTts.Eval.Core.Statistics;

/// <summary>The noncentral t distribution (R. V. Lenth, Algorithm AS 243, Applied Statistics 38(1), 1989), for the power of t tests.</summary>
internal static class NoncentralT
{
    private const int MaximumTerms = 10_000;

    /// <summary>P(T ≤ t) with noncentrality δ; absolute error below 1e-12 for |δ| below 37.</summary>
    public static double Cdf(double t, double degrees, double noncentrality)
    {
        if (t < 0)
        {
            return 1 - Cdf(-t, degrees, -noncentrality);
        }

        double half = noncentrality * noncentrality / 2;
        double x = t * t / ((t * t) + degrees);
        double sum = 0;
        double even = Math.Exp(-half);
        double odd = noncentrality / (Constants.Sqrt2 * SpecialFunctions.Gamma(1.5)) * even;
        for (int j = 0; j < MaximumTerms; j++)
        {
            double term = (even * SpecialFunctions.BetaRegularized(j + .5, degrees / 2, x)) + (odd * SpecialFunctions.BetaRegularized(j + 1, degrees / 2, x));
            sum += term;

            // the Poisson weights fall once j has passed their mean
            if (j > half && Math.Abs(term) < 1e-16)
            {
                break;
            }

            even *= half / (j + 1);
            odd *= half / (j + 1.5);
        }

        return Math.Clamp(Distributions.NormalCdf(-noncentrality) + (sum / 2), 0, 1);
    }
}
