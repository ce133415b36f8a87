using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Core.Statistics;

/// <summary>
/// A ratio of sums over clusters with its standard error by linearization: √(c/(c - 1) × Σ(Nᵢ - R Dᵢ)²) ÷ ΣD for c clusters (W. G. Cochran, Sampling Techniques, 1977, section 6.4).
/// The cluster is the utterance with all its takes, so takes that stand or fall together do not make the error look small.
/// </summary>
/// <param name="Ratio">R = ΣN ÷ ΣD.</param>
/// <param name="StandardError">Its standard error; 0 when all clusters have the same ratio (none failed, for instance), which is no proof of certainty.</param>
/// <param name="Clusters">Clusters with a denominator above 0.</param>
/// <param name="Numerator">ΣN.</param>
/// <param name="Denominator">ΣD.</param>
public sealed record ClusterRatio(double Ratio, double StandardError, int Clusters, double Numerator, double Denominator)
{
    /// <summary>
    /// How many independent trials the share is worth: R(1 - R) ÷ standard error², at most <see cref="Denominator"/>; null for shares of 0, 1 or above, where the
    /// error says nothing, and for a single cluster.
    /// </summary>
    public double? EffectiveTrials =>
        Clusters > 1 && StandardError > 0 && Ratio is > 0 and < 1 ? Math.Min(Denominator, Ratio * (1 - Ratio) / (StandardError * StandardError)) : null;

    /// <summary>
    /// Clusters with a numerator above 0, or clusters whose numerator is below their denominator, whichever are fewer: when failures are rare the standard error is known no better than these few tell it.
    /// </summary>
    public int TellingClusters { get; init; }

    /// <summary>Degrees of freedom of <see cref="ShareInterval"/>: <see cref="TellingClusters"/> + 2, at most <see cref="Clusters"/> - 1.</summary>
    public double ShareDegrees => Math.Max(1, Math.Min(TellingClusters + 2, Clusters - 1));

    /// <summary>Estimates a ratio.</summary>
    /// <param name="numerators">One finite number a cluster.</param>
    /// <param name="denominators">As many, none negative; a cluster with 0 has nothing to say.</param>
    /// <returns>The ratio; null when no cluster has a denominator above 0. With one cluster the standard error is NaN.</returns>
    public static ClusterRatio? Of(ReadOnlySpan<double> numerators, ReadOnlySpan<double> denominators)
    {
        if (denominators.Length != numerators.Length)
        {
            throw new ArgumentException("numerators and denominators differ in number", nameof(denominators));
        }

        double numerator = 0;
        double denominator = 0;
        int clusters = 0;
        int withEvents = 0;
        int withOthers = 0;
        for (int i = 0; i < numerators.Length; i++)
        {
            if (!double.IsFinite(numerators[i]) || !(denominators[i] >= 0 && double.IsFinite(denominators[i])))
            {
                throw new ArgumentException("sums are finite numbers, denominators not negative", nameof(numerators));
            }

            numerator += numerators[i];
            denominator += denominators[i];
            clusters += denominators[i] > 0 ? 1 : 0;
            withEvents += numerators[i] > 0 ? 1 : 0;
            withOthers += numerators[i] < denominators[i] ? 1 : 0;
        }

        if (clusters == 0)
        {
            return null;
        }

        double ratio = numerator / denominator;
        double squares = 0;
        for (int i = 0; i < numerators.Length; i++)
        {
            double residual = numerators[i] - (ratio * denominators[i]);
            squares += residual * residual;
        }

        double error = clusters == 1 ? double.NaN : Math.Sqrt(squares * clusters / (clusters - 1)) / denominator;
        return new ClusterRatio(ratio, error, clusters, numerator, denominator) { TellingClusters = Math.Min(withEvents, withOthers) };
    }

    /// <summary>
    /// Interval of a share: Wilson's (<see cref="ProportionIntervals.Wilson"/>) with <see cref="EffectiveTrials"/> in place of the trials, as E. L. Korn and B. I. Graubard do for surveys (Survey Methodology 24(2), 1998), and
    /// with Student's quantile for <see cref="ShareDegrees"/> in place of the normal one, because few clusters with failures do not tell their own spread. Of all intervals tried in docs/statistics.md the one that
    /// nowhere falls short of what it says by more than chance. Where the error says nothing (nothing or everything failed) <paramref name="trialsWhenAlike"/> stand in, with the normal quantile; a ratio above
    /// 1 gets Student's interval, cut at 0.
    /// </summary>
    /// <param name="confidence">Coverage, above 0 and below 1.</param>
    /// <param name="trialsWhenAlike">What the data are worth when takes of one text are one take: texts, or their words. The number of clusters when null.</param>
    /// <returns>The interval; null with one cluster.</returns>
    public Interval? ShareInterval(double confidence = .95, double? trialsWhenAlike = null)
    {
        if (Clusters < 2)
        {
            return null;
        }

        if (Ratio is >= 0 and <= 1)
        {
            ProportionIntervals.ThrowIfNoConfidence(confidence);
            double trials = EffectiveTrials ?? trialsWhenAlike ?? Clusters;
            return ProportionIntervals.WilsonAt(Math.Min(Ratio * trials, trials), trials, ShareQuantile(confidence));
        }

        Interval student = StudentInterval(confidence)!.Value;
        return student with { Low = Math.Max(0, student.Low) };
    }

    /// <summary>How many independent trials would give an interval as wide as <see cref="ShareInterval"/>.</summary>
    /// <inheritdoc cref="ShareInterval"/>
    /// <returns>The effective trials, fewer where their error is not well known.</returns>
    public double ShareTrials(double confidence = .95, double? trialsWhenAlike = null) =>
        (EffectiveTrials ?? trialsWhenAlike ?? Clusters) * Math.Pow(Distributions.TwoSidedZ(confidence) / ShareQuantile(confidence), 2);

    /// <summary>p-value of "the true share is at most <paramref name="limit"/>" (<paramref name="isAbove"/>) or "at least", which agrees with <see cref="ShareInterval"/>.</summary>
    /// <param name="limit">Above 0 and below 1.</param>
    /// <param name="isAbove">Which of the two.</param>
    /// <param name="trialsWhenAlike">As of <see cref="ShareInterval"/>.</param>
    /// <returns>The p-value.</returns>
    public double ShareProbability(double limit, bool isAbove, double? trialsWhenAlike = null)
    {
        double trials = EffectiveTrials ?? trialsWhenAlike ?? Clusters;
        double score = (Ratio - limit) / Math.Sqrt(limit * (1 - limit) / trials);
        return SharesSpread ? Distributions.StudentSurvival(isAbove ? score : -score, ShareDegrees) : Distributions.NormalSurvival(isAbove ? score : -score);
    }

    /// <summary>R ± t × standard error with clusters - 1 degrees of freedom: right for many events, too narrow and too symmetric for rare ones.</summary>
    /// <param name="confidence">Coverage, above 0 and below 1.</param>
    /// <returns>The interval, not cut at 0; null with one cluster.</returns>
    public Interval? StudentInterval(double confidence = .95) =>
        Clusters < 2 ? null : new MeanEstimate(Ratio, StandardError, Clusters - 1).Interval(confidence);

    // nothing or everything failed: takes of one text count once, which is wide enough
    private bool SharesSpread => EffectiveTrials is not null;

    private double ShareQuantile(double confidence) =>
        SharesSpread ? Distributions.StudentQuantile(1 - ((1 - confidence) / 2), ShareDegrees) : Distributions.TwoSidedZ(confidence);
}
