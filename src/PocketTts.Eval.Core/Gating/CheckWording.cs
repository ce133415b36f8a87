using System.Globalization;

namespace PocketTts.Eval.Core.Gating;

/// <summary>The sentences of decisions.</summary>
internal static class CheckWording
{
    private const double MostTexts = 1e6;

    /// <summary>On which side of a limit something is.</summary>
    public static string Side(GateState state) => state switch
    {
        GateState.Pass => "within",
        GateState.Fail => "beyond",
        _ => "on both sides of",
    };

    /// <summary>What would have changed a decision that an interval made.</summary>
    /// <param name="state">The decision.</param>
    /// <param name="estimate">The estimate.</param>
    /// <param name="far">End of the interval on the bad side.</param>
    /// <param name="near">The other end.</param>
    /// <param name="limit">The limit.</param>
    /// <param name="texts">Texts.</param>
    /// <param name="show">Shows the size of a difference.</param>
    public static string WouldChange(GateState state, double estimate, double far, double near, double limit, int texts, Func<double, string> show)
    {
        switch (state)
        {
            case GateState.Pass:
                return $"it would stop passing if it were {show(limit - far)} worse";
            case GateState.Fail:
                return $"it would stop failing if it were {show(near - limit)} better";
            default:
                bool isGood = Math.Abs(far - limit) < Math.Abs(far - estimate);
                double width = isGood ? far - estimate : near - estimate;
                double room = limit - estimate;
                double needed = room == 0 ? double.PositiveInfinity : Math.Ceiling(texts * Math.Pow(width / room, 2));
                string outcome = isGood ? "pass" : "fail";
                return needed < MostTexts
                    ? $"at this value about {needed.ToString("N0", CultureInfo.InvariantCulture)} texts instead of {texts.ToString("N0", CultureInfo.InvariantCulture)} would let it {outcome}"
                    : "the value lies on the limit: no number of texts decides that";
        }
    }

    /// <summary>A check with its p-value among all checks of the gate.</summary>
    public static GateCheck Corrected(GateCheck check, double adjusted, double alpha, int checks)
    {
        check = check with { AdjustedProbability = adjusted };
        if (check.State != GateState.Fail || adjusted < alpha)
        {
            return check;
        }

        string tests = checks.ToString(CultureInfo.InvariantCulture);
        return check with
        {
            State = GateState.Inconclusive,
            Reason = check.Reason + string.Create(CultureInfo.InvariantCulture, $", but among {tests} checks that is no proof (p {check.Probability:0.####}, corrected {adjusted:0.####}, needed below {alpha:0.####})"),
            WouldChange = "more texts, or fewer rules in the file, would let it fail",
        };
    }
}
