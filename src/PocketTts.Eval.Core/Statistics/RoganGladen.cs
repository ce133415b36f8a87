using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Core.Statistics;

/// <summary>
/// The true rate behind a rate that an imperfect test found: π = (p + Sp − 1) ÷ (Se + Sp − 1), cut to [0, 1] (W. J. Rogan, B. Gladen, American Journal of
/// Epidemiology 107(1), 1978). The interval counts the uncertainty of sensitivity and specificity in (after Zs. Lang, J. Reiczigel,
/// Preventive Veterinary Medicine 113(1), 2014).
/// </summary>
public static class RoganGladen
{
    private const double Z = 1.959963984540054;

    /// <summary>Corrects a rate.</summary>
    /// <param name="rate">p: share that the test calls positive, in [0, 1].</param>
    /// <param name="sensitivity">Se: share of true positives that it calls positive, in [0, 1].</param>
    /// <param name="specificity">Sp: share of true negatives that it calls negative, in [0, 1].</param>
    /// <returns>The corrected rate; null when Se + Sp ≤ 1: such a test tells nothing.</returns>
    public static double? Correct(double rate, double sensitivity, double specificity)
    {
        ThrowIfNoShare(rate);
        ThrowIfNoShare(sensitivity);
        ThrowIfNoShare(specificity);
        double skill = sensitivity + specificity - 1;
        return skill <= 0 ? null : Math.Clamp((rate + specificity - 1) / skill, 0, 1);
    }

    /// <summary>Standard error of the corrected rate when sensitivity and specificity are known exactly.</summary>
    /// <param name="rate">p, in [0, 1].</param>
    /// <param name="count">n: what p is a share of, at least 1; the effective number where they depend on each other.</param>
    /// <param name="sensitivity">Se.</param>
    /// <param name="specificity">Sp.</param>
    /// <returns>√(p(1 − p) ÷ n) ÷ (Se + Sp − 1); null when Se + Sp ≤ 1.</returns>
    public static double? StandardError(double rate, double count, double sensitivity, double specificity)
    {
        ThrowIfNoShare(rate);
        double skill = sensitivity + specificity - 1;
        return skill <= 0 ? null : Math.Sqrt(rate * (1 - rate) / count) / skill;
    }

    /// <summary>95 % interval of the corrected rate with sensitivity and specificity taken from samples.</summary>
    /// <param name="rate">p, in [0, 1].</param>
    /// <param name="count">n, above 0; the effective number where the n depend on each other.</param>
    /// <param name="positives">True positives that Se was measured on, at least 1.</param>
    /// <param name="detected">Of them, called positive.</param>
    /// <param name="negatives">True negatives that Sp was measured on, at least 1.</param>
    /// <param name="falseAlarms">Of them, called positive.</param>
    /// <returns>The interval, cut to [0, 1]; null when Se + Sp ≤ 1.</returns>
    public static Interval? Between(double rate, double count, long positives, long detected, long negatives, long falseAlarms)
    {
        ThrowIfNoShare(rate);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(positives, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(negatives, 1);

        // each share moved towards ½ as by z² (for p) or 2 (for Se, Sp) more observations
        double n = count + (Z * Z);
        double p = ((count * rate) + (Z * Z / 2)) / n;
        double positivesAfter = positives + 2;
        double se = (detected + 1) / positivesAfter;
        double negativesAfter = negatives + 2;
        double sp = (negatives - falseAlarms + 1) / negativesAfter;
        double skill = se + sp - 1;
        if (skill <= 0)
        {
            return null;
        }

        double corrected = (p + sp - 1) / skill;
        double ofSe = se * (1 - se) / positivesAfter;
        double ofSp = sp * (1 - sp) / negativesAfter;
        double shift = 2 * Z * Z * ((corrected * ofSe) - ((1 - corrected) * ofSp));
        double error = Math.Sqrt((p * (1 - p) / n) + (corrected * corrected * ofSe) + ((1 - corrected) * (1 - corrected) * ofSp)) / skill;
        return new Interval(Math.Clamp(corrected + shift - (Z * error), 0, 1), Math.Clamp(corrected + shift + (Z * error), 0, 1));
    }

    private static void ThrowIfNoShare(double value)
    {
        if (!(value is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "a share lies in [0, 1]");
        }
    }
}
