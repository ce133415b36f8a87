using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Core.Statistics;

/// <summary>
/// Two ratios of sums over the same clusters, head minus base, with the standard error of the difference by linearization: what the clusters have in common
/// (hard texts are hard for both) cancels.
/// </summary>
/// <param name="Base">Base's ratio.</param>
/// <param name="Head">Head's ratio.</param>
/// <param name="StandardError">Standard error of the difference; NaN with one cluster.</param>
/// <param name="Correlation">Correlation of the two estimates over the clusters, 0 when one of them does not vary.</param>
/// <param name="Exchange">
/// One number a cluster, its excess of head over base by the common ratio of both: (Nʰ - R̄Dʰ) - (Nᵇ - R̄Dᵇ). It changes sign when head and base change places, so
/// <see cref="SignFlipTest"/> on it tests "nothing differs" whatever the distribution. Whole numbers when both sides have equal denominators.
/// </param>
public sealed record ClusterDifference(ClusterRatio Base, ClusterRatio Head, double StandardError, double Correlation, ImmutableArray<double> Exchange)
{
    /// <summary>Head's ratio minus base's.</summary>
    public double Difference => Head.Ratio - Base.Ratio;

    /// <summary>Clusters.</summary>
    public int Clusters => Exchange.Length;

    /// <summary>Compares two systems.</summary>
    /// <param name="baseNumerators">One finite number a cluster.</param>
    /// <param name="baseDenominators">As many, none negative.</param>
    /// <param name="headNumerators">As many.</param>
    /// <param name="headDenominators">As many, none negative.</param>
    /// <returns>The comparison of the clusters in which both have a denominator above 0; null when there is none.</returns>
    public static ClusterDifference? Of(
        ReadOnlySpan<double> baseNumerators, ReadOnlySpan<double> baseDenominators, ReadOnlySpan<double> headNumerators, ReadOnlySpan<double> headDenominators)
    {
        if (headNumerators.Length != baseNumerators.Length || headDenominators.Length != baseNumerators.Length || baseDenominators.Length != baseNumerators.Length)
        {
            throw new ArgumentException("both sides need the same clusters", nameof(headNumerators));
        }

        double[][] kept = KeepCommon(baseNumerators, baseDenominators, headNumerators, headDenominators);
        if (ClusterRatio.Of(kept[0], kept[1]) is not { } ofBase || ClusterRatio.Of(kept[2], kept[3]) is not { } ofHead)
        {
            return null;
        }

        int clusters = kept[0].Length;
        double common = (ofBase.Numerator + ofHead.Numerator) / (ofBase.Denominator + ofHead.Denominator);
        double squares = 0;
        double products = 0;
        var exchange = ImmutableArray.CreateBuilder<double>(clusters);
        for (int i = 0; i < clusters; i++)
        {
            double ofBaseHere = (kept[0][i] - (ofBase.Ratio * kept[1][i])) / ofBase.Denominator;
            double ofHeadHere = (kept[2][i] - (ofHead.Ratio * kept[3][i])) / ofHead.Denominator;
            squares += (ofHeadHere - ofBaseHere) * (ofHeadHere - ofBaseHere);
            products += ofHeadHere * ofBaseHere;

            // equal denominators cancel exactly, which keeps whole numbers whole
            exchange.Add(kept[2][i] - kept[0][i] - (common * (kept[3][i] - kept[1][i])));
        }

        double widen = clusters / (clusters - 1.0);
        double errors = ofBase.StandardError * ofHead.StandardError;
        return new ClusterDifference(
            ofBase,
            ofHead,
            clusters == 1 ? double.NaN : Math.Sqrt(squares * widen),
            errors > 0 ? Math.Clamp(products * widen / errors, -1, 1) : 0,
            exchange.MoveToImmutable());
    }

    /// <summary>Difference ± t × standard error with clusters - 1 degrees of freedom.</summary>
    /// <param name="confidence">Coverage, above 0 and below 1.</param>
    /// <returns>The interval; null with one cluster.</returns>
    public Interval? StudentInterval(double confidence = .95) =>
        Clusters < 2 ? null : new MeanEstimate(Difference, StandardError, Clusters - 1).Interval(confidence);

    private static double[][] KeepCommon(
        ReadOnlySpan<double> baseNumerators, ReadOnlySpan<double> baseDenominators, ReadOnlySpan<double> headNumerators, ReadOnlySpan<double> headDenominators)
    {
        int[] common = new int[baseNumerators.Length];
        int count = 0;
        for (int i = 0; i < common.Length; i++)
        {
            if (baseDenominators[i] > 0 && headDenominators[i] > 0)
            {
                common[count++] = i;
            }
        }

        return
        [
            Pick(baseNumerators, common.AsSpan(0, count)), Pick(baseDenominators, common.AsSpan(0, count)),
            Pick(headNumerators, common.AsSpan(0, count)), Pick(headDenominators, common.AsSpan(0, count)),
        ];
    }

    private static double[] Pick(ReadOnlySpan<double> values, ReadOnlySpan<int> indexes)
    {
        var picked = new double[indexes.Length];
        for (int i = 0; i < picked.Length; i++)
        {
            picked[i] = values[indexes[i]];
        }

        return picked;
    }
}
