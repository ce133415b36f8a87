using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace PocketTts.Eval.Core.Statistics;

/// <summary>
/// The distributions that the methods here need, on Math.NET's special functions. Quantiles of Student's t, beta and F are found by Newton steps
/// kept inside a bracket, to the last digits: Math.NET's own stop at an absolute 1e-12, too early for the small ends of intervals of rare rates.
/// </summary>
internal static class Distributions
{
    private const int MaximumSteps = 200;

    /// <summary>P(Z ≤ z) of the standard normal distribution.</summary>
    public static double NormalCdf(double z) => .5 * SpecialFunctions.Erfc(-z / Constants.Sqrt2);

    /// <summary>P(Z > z) of the standard normal distribution, without loss in the far tail.</summary>
    public static double NormalSurvival(double z) => .5 * SpecialFunctions.Erfc(z / Constants.Sqrt2);

    /// <summary>The z with P(Z ≤ z) = p.</summary>
    public static double NormalQuantile(double p) => Normal.InvCDF(0, 1, p);

    /// <summary>The z of a two-sided interval, e.g. 1.96 for .95.</summary>
    public static double TwoSidedZ(double confidence) => NormalQuantile(1 - ((1 - confidence) / 2));

    /// <summary>P(T > t) of Student's t.</summary>
    public static double StudentSurvival(double t, double degrees)
    {
        double tail = .5 * SpecialFunctions.BetaRegularized(degrees / 2, .5, degrees / (degrees + (t * t)));
        return t >= 0 ? tail : 1 - tail;
    }

    /// <summary>The t with P(T ≤ t) = p.</summary>
    public static double StudentQuantile(double p, double degrees)
    {
        if (p == .5)
        {
            return 0;
        }

        double tail = Math.Min(p, 1 - p);
        double high = 1;
        while (StudentSurvival(high, degrees) > tail)
        {
            high *= 2;
        }

        double logConstant = SpecialFunctions.GammaLn((degrees + 1) / 2) - SpecialFunctions.GammaLn(degrees / 2) - (.5 * Math.Log(degrees * Math.PI));
        double t = Solve(
            x => tail - StudentSurvival(x, degrees),
            x => Math.Exp(logConstant - ((degrees + 1) / 2 * Math.Log(1 + (x * x / degrees)))),
            0,
            high);
        return p < .5 ? -t : t;
    }

    /// <summary>The x with P(X ≤ x) = p of a beta distribution.</summary>
    public static double BetaQuantile(double p, double a, double b)
    {
        double logConstant = SpecialFunctions.GammaLn(a + b) - SpecialFunctions.GammaLn(a) - SpecialFunctions.GammaLn(b);
        return Solve(
            x => SpecialFunctions.BetaRegularized(a, b, x) - p,
            x => Math.Exp(logConstant + ((a - 1) * Math.Log(x)) + ((b - 1) * Math.Log(1 - x))),
            0,
            1);
    }

    /// <summary>P(F > f) of Fisher's F.</summary>
    public static double FisherSurvival(double f, double degrees1, double degrees2) =>
        f <= 0 ? 1 : SpecialFunctions.BetaRegularized(degrees2 / 2, degrees1 / 2, degrees2 / (degrees2 + (degrees1 * f)));

    /// <summary>The f with P(F ≤ f) = p.</summary>
    public static double FisherQuantile(double p, double degrees1, double degrees2)
    {
        // by the smaller part, so that 1 - x loses nothing
        double x = BetaQuantile(p, degrees1 / 2, degrees2 / 2);
        double rest = x < .5 ? 1 - x : BetaQuantile(1 - p, degrees2 / 2, degrees1 / 2);
        return degrees2 * x / (degrees1 * rest);
    }

    /// <summary>P(X > x) of χ².</summary>
    public static double ChiSquaredSurvival(double x, double degrees) => x <= 0 ? 1 : SpecialFunctions.GammaUpperRegularized(degrees / 2, x / 2);

    /// <summary>P(X = k) of a binomial distribution.</summary>
    public static double BinomialProbability(long k, long n, double p)
    {
        if (k < 0 || k > n)
        {
            return 0;
        }

        return p switch
        {
            <= 0 => k == 0 ? 1 : 0,
            >= 1 => k == n ? 1 : 0,
            _ => Math.Exp(LogChoose(n, k) + (k * Math.Log(p)) + ((n - k) * Math.Log(1 - p))),
        };
    }

    /// <summary>P(X ≤ k) of a binomial distribution.</summary>
    public static double BinomialCdf(long k, long n, double p) =>
        k < 0 ? 0 : k >= n ? 1 : p <= 0 ? 1 : p >= 1 ? 0 : SpecialFunctions.BetaRegularized(n - k, k + 1, 1 - p);

    /// <summary>P(X > k) of a binomial distribution.</summary>
    public static double BinomialSurvival(long k, long n, double p) =>
        k < 0 ? 1 : k >= n ? 0 : p <= 0 ? 0 : p >= 1 ? 1 : SpecialFunctions.BetaRegularized(k + 1, n - k, p);

    /// <summary>ln C(n, k).</summary>
    public static double LogChoose(long n, long k) => LogFactorial(n) - LogFactorial(k) - LogFactorial(n - k);

    private static double LogFactorial(long n) => n <= 170 ? Math.Log(SpecialFunctions.Factorial((int)n)) : SpecialFunctions.GammaLn(n + 1.0);

    // root of a rising function between low and high
    private static double Solve(Func<double, double> function, Func<double, double> slope, double low, double high)
    {
        double x = (low + high) / 2;
        for (int step = 0; step < MaximumSteps; step++)
        {
            double value = function(x);
            if (value == 0)
            {
                return x;
            }

            if (value < 0)
            {
                low = x;
            }
            else
            {
                high = x;
            }

            double next = x - (value / slope(x));
            if (!(next > low && next < high))
            {
                next = (low + high) / 2;
            }

            if (Math.Abs(next - x) <= 1e-15 * Math.Abs(next))
            {
                return next;
            }

            x = next;
        }

        return x;
    }
}
