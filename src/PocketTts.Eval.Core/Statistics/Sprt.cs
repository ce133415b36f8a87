namespace PocketTts.Eval.Core.Statistics;

/// <summary>
/// Sequential probability ratio test of a failure rate (A. Wald, Annals of Mathematical Statistics 16(2), 1945): after each take the log likelihood ratio of p₁ against p₀
/// is compared with ln((1 - β) ÷ α) and ln(β ÷ (1 - α)). Stops as soon as the data say enough, on average with about half the takes of a fixed number.
/// With several takes a text give the texts' counts to <see cref="LogRatio(ReadOnlySpan{int}, ReadOnlySpan{int}, double)"/>.
/// </summary>
/// <param name="TolerableRate">p₀, above 0.</param>
/// <param name="IntolerableRate">p₁, above p₀ and below 1.</param>
/// <param name="Alpha">α: chance of rejecting p₀ when it is true.</param>
/// <param name="Beta">β: chance of accepting p₀ when p₁ is true.</param>
public sealed record Sprt(double TolerableRate, double IntolerableRate, double Alpha = .05, double Beta = .2)
{
    /// <summary>Log ratio at and above which p₀ is rejected.</summary>
    public double UpperBound { get; } = Math.Log((1 - Beta) / Alpha);

    /// <summary>Log ratio at and below which p₀ is accepted.</summary>
    public double LowerBound { get; } = Math.Log(Beta / (1 - Alpha));

    /// <summary>What a failed take adds to the log ratio.</summary>
    public double FailureStep { get; } = 0 < TolerableRate && TolerableRate < IntolerableRate && IntolerableRate < 1
        ? Math.Log(IntolerableRate / TolerableRate)
        : throw new ArgumentOutOfRangeException(nameof(IntolerableRate), IntolerableRate, "rates are above 0 and below 1, the intolerable one the higher");

    /// <summary>What a good take adds.</summary>
    public double PassStep { get; } = Math.Log((1 - IntolerableRate) / (1 - TolerableRate));

    /// <summary>Takes without a failure after which p₀ is accepted.</summary>
    public long FirstCleanAccept => (long)Math.Ceiling(LowerBound / PassStep);

    /// <summary>Failures allowed per take along both bounds: reject at <see cref="RejectIntercept"/> + slope × takes.</summary>
    public double Slope => -PassStep / (FailureStep - PassStep);

    /// <summary>Failures at which p₀ is rejected, at 0 takes of the straight line.</summary>
    public double RejectIntercept => UpperBound / (FailureStep - PassStep);

    /// <summary>Failures up to which p₀ is accepted, at 0 takes of the straight line.</summary>
    public double AcceptIntercept => LowerBound / (FailureStep - PassStep);

    /// <summary>Log ratio of independent takes.</summary>
    /// <param name="failures">Failed takes.</param>
    /// <param name="takes">All takes.</param>
    /// <returns>The log ratio.</returns>
    public double LogRatio(long failures, long takes) => (failures * FailureStep) + ((takes - failures) * PassStep);

    /// <summary>
    /// Log ratio of takes that are alike within a text: failures of a text are beta-binomial with the given intraclass correlation under both rates. It is a likelihood
    /// ratio of all data so far whatever order they came in, so P(it ever reaches ln(1 ÷ α)) ≤ α under p₀ (J. Ville, 1939), provided the correlation is not
    /// larger than stated.
    /// </summary>
    /// <param name="failures">Failed takes of each text.</param>
    /// <param name="takes">Takes of each text.</param>
    /// <param name="correlation">Intraclass correlation, at least 0 and below 1.</param>
    /// <returns>The log ratio.</returns>
    public double LogRatio(ReadOnlySpan<int> failures, ReadOnlySpan<int> takes, double correlation)
    {
        double sum = 0;
        for (int text = 0; text < failures.Length; text++)
        {
            sum += BetaBinomial.LogProbability(failures[text], takes[text], IntolerableRate, correlation)
                - BetaBinomial.LogProbability(failures[text], takes[text], TolerableRate, correlation);
        }

        return sum;
    }

    /// <summary>What a log ratio says.</summary>
    /// <param name="logRatio">The log ratio so far.</param>
    /// <returns>The decision.</returns>
    public SprtDecision Decide(double logRatio) =>
        logRatio >= UpperBound ? SprtDecision.RejectTolerable : logRatio <= LowerBound ? SprtDecision.AcceptTolerable : SprtDecision.Continue;

    /// <summary>Wald's approximate mean number of independent takes until a decision.</summary>
    /// <param name="isTolerable">True when p₀ is the true rate, false for p₁.</param>
    /// <returns>The number of takes.</returns>
    public double ExpectedTakes(bool isTolerable)
    {
        double reject = isTolerable ? Alpha : 1 - Beta;
        double rate = isTolerable ? TolerableRate : IntolerableRate;
        return ((reject * UpperBound) + ((1 - reject) * LowerBound)) / ((rate * FailureStep) + ((1 - rate) * PassStep));
    }
}
