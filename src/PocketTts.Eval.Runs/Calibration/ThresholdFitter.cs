using System.Collections.Immutable;
using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Runs.Calibration;

/// <summary>
/// Chooses thresholds: of each in turn, the value with which most known faults of the setting half are found. A false alarm must pay for itself
/// (<see cref="Price"/>), and above a limit nothing pays; among equals the fewest false alarms, then the value that was there.
/// </summary>
internal sealed class ThresholdFitter(CalibrationSet set, ScoringOptions scoring)
{
    /// <summary>False alarms per word that are allowed on the half that sets thresholds; below the 0.5 % that are allowed on the other, which will be a little worse.</summary>
    public const double Limit = 0.004;

    /// <summary>
    /// What one more false alarm per word costs in mean recall: without a price a fit spends all that is allowed on single takes, and the other half
    /// goes over the limit (seen: 0.40 % became 0.65 %).
    /// </summary>
    public const double Price = 5;

    /// <summary>
    /// How far gains of likelihood must stay away from what untouched words show, in nats: of the few words of a calibration the most extreme ones say little of
    /// the next ten thousand (seen: a threshold 0.2 above the highest of 746 words was exceeded by 15 of 4,508).
    /// </summary>
    public const double Margin = 1;

    private const int MostRounds = 3;

    private static readonly FaultKind[] s_aims = [FaultKind.Skip, FaultKind.Double, FaultKind.Mangle, FaultKind.Truncate, FaultKind.Clause, FaultKind.CutWord, FaultKind.CutTail, FaultKind.Gap, FaultKind.Click, FaultKind.Noise, FaultKind.Clip];

    private static readonly (Func<VerdictOptions, double, VerdictOptions> With, double[] Values)[] s_thresholds =
    [
        ((o, v) => o with { SkipGain = v }, [-2, -1.5, -1, -.5, 0, 1, 2, 3, 4, 5]),
        ((o, v) => o with { SkipAloneGain = v }, [-8, -6, -5, -4, -3, -2]),
        ((o, v) => o with { SkipAgainstGain = v }, [-30, -20, -16, -14, -12, -10, -8, -6]),
        ((o, v) => o with { DoubleGain = v }, [-11, -10, -9, -8, -7, -6, -5, -4, -3, -2, -1, 0]),
        ((o, v) => o with { UnclearProbability = v }, [.2, .3, .4, .5, .6, .7, .8]),
        ((o, v) => o with { MangledDistance = v }, [.3, .4, .45, .5, .6, .7]),
        ((o, v) => o with { SupportedLogProbability = v }, [-3, -2.5, -2.25, -2, -1.75, -1.5, -1.25, -1, -.75]),
        ((o, v) => o with { TruncatedWords = (int)v }, [1, 2]),
        ((o, v) => o with { ShortShare = v }, [.75, .8, .85, .9, .95]),
        ((o, v) => o with { CutLevelDrop = v }, [10, 15, 20, 25, 30, 35]),
        ((o, v) => o with { ChoppyDropouts = (int)v }, [1, 2]),
    ];

    /// <summary>Chooses.</summary>
    /// <param name="start">Thresholds to begin with.</param>
    public VerdictOptions Fit(VerdictOptions start)
    {
        VerdictOptions best = start;
        (double Value, double FalseAlarms) bestScore = Evaluate(start);
        for (int round = 0; round < MostRounds; round++)
        {
            VerdictOptions before = best;
            foreach ((Func<VerdictOptions, double, VerdictOptions> with, double[] values) in s_thresholds)
            {
                foreach (VerdictOptions candidate in values.Select(v => with(best, v)).Where(c => c != best).ToImmutableArray())
                {
                    (double Value, double FalseAlarms) score = Evaluate(candidate);
                    if (score.Value > bestScore.Value + 1e-9 || (score.Value > bestScore.Value - 1e-9 && score.FalseAlarms < bestScore.FalseAlarms - 1e-9))
                    {
                        (best, bestScore) = (candidate, score);
                    }
                }
            }

            if (best == before)
            {
                break;
            }
        }

        return best;
    }

    private (double Value, double FalseAlarms) Evaluate(VerdictOptions options)
    {
        var scores = CalibrationScores.Of(set, isJudging: false, scoring, options);
        var eager = CalibrationScores.Of(set, isJudging: false, scoring, options with { SkipGain = options.SkipGain - Margin, DoubleGain = options.DoubleGain - Margin });
        // a take fault on an untouched take is as bad as a wrong word
        double falseAlarms = scores.UntouchedWords == 0 ? 0
            : (double)(eager.FalseAlarms + scores.Verdicts.Where(v => v.Take.Fault.Kind == FaultKind.Untouched).Sum(v => v.Verdict.Faults.Length)) / scores.UntouchedWords;
        double found = s_aims.Average(k => scores.Recall(k) ?? 0);
        return (found - (Price * falseAlarms) - (100 * Math.Max(0, falseAlarms - Limit)), falseAlarms);
    }
}
