using MathNet.Numerics;

namespace PocketTts.Eval.Core.Statistics;

/// <summary>
/// Failures among takes of one text when texts differ in difficulty: the failure chance of a text is drawn from a beta distribution (J. G. Skellam, JRSS B 10(2), 1948). The
/// intraclass correlation is ρ = 1 ÷ (a + b + 1), so a = p(1/ρ - 1), b = (1 - p)(1/ρ - 1).
/// </summary>
public static class BetaBinomial
{
    /// <summary>ln P(k failures).</summary>
    /// <param name="failures">k, 0 to <paramref name="takes"/>.</param>
    /// <param name="takes">n, at least 0.</param>
    /// <param name="rate">Mean failure rate p, above 0 and below 1.</param>
    /// <param name="correlation">ρ, at least 0 (independent takes) and below 1.</param>
    /// <returns>The logarithm.</returns>
    public static double LogProbability(int failures, int takes, double rate, double correlation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(failures);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(failures, takes);
        if (!(rate is > 0 and < 1) || !(correlation is >= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "a rate lies between 0 and 1, a correlation in [0, 1)");
        }

        if (correlation == 0)
        {
            return Distributions.LogChoose(takes, failures) + (failures * Math.Log(rate)) + ((takes - failures) * Math.Log(1 - rate));
        }

        double whole = (1 / correlation) - 1;
        double a = rate * whole;
        double b = (1 - rate) * whole;
        return Distributions.LogChoose(takes, failures) + LogBeta(failures + a, takes - failures + b) - LogBeta(a, b);
    }

    private static double LogBeta(double a, double b) => SpecialFunctions.GammaLn(a) + SpecialFunctions.GammaLn(b) - SpecialFunctions.GammaLn(a + b);
}
