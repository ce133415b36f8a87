using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Runs.Calibration;

/// <summary>How many known faults were found with one set of thresholds, and how much was said of words that are right.</summary>
internal sealed class CalibrationScores
{
    private readonly ImmutableArray<(CalibrationTake Take, TakeVerdict Verdict)> _verdicts;

    private CalibrationScores(ImmutableArray<(CalibrationTake Take, TakeVerdict Verdict)> verdicts)
    {
        _verdicts = verdicts;
        foreach ((CalibrationTake take, TakeVerdict verdict) in verdicts)
        {
            if (take.Fault.Kind == FaultKind.Untouched)
            {
                UntouchedTakes++;
                UntouchedWords += verdict.Words.Length;
                FalseAlarms += verdict.Words.Count(w => w.IsFault);
                ConfirmedFalseAlarms += verdict.Words.Count(w => w.IsConfirmedFault);
                FalseExtras += verdict.Extras.Sum(e => e.Words.Length);
            }
        }
    }

    /// <summary>Takes without a fault.</summary>
    public int UntouchedTakes { get; }

    /// <summary>Their words.</summary>
    public int UntouchedWords { get; }

    /// <summary>Those of their words that a fault was found in.</summary>
    public int FalseAlarms { get; }

    /// <summary>Of them, confirmed.</summary>
    public int ConfirmedFalseAlarms { get; }

    /// <summary>Words that were heard in them beyond the text.</summary>
    public int FalseExtras { get; }

    /// <summary>False alarms per word.</summary>
    public double FalseAlarmRate => UntouchedWords == 0 ? 0 : (double)FalseAlarms / UntouchedWords;

    /// <summary>All takes with their verdicts.</summary>
    public ImmutableArray<(CalibrationTake Take, TakeVerdict Verdict)> Verdicts => _verdicts;

    /// <summary>Scores takes.</summary>
    /// <param name="set">The calibration.</param>
    /// <param name="isJudging">Which half.</param>
    /// <param name="scoring">What to score with.</param>
    /// <param name="options">Thresholds.</param>
    public static CalibrationScores Of(CalibrationSet set, bool isJudging, ScoringOptions scoring, VerdictOptions options)
    {
        ImmutableArray<CalibrationTake> takes = [.. set.Takes.Where(t => t.IsJudging == isJudging)];
        ImmutableArray<ScoredTake> scored = TakeScorer.ScoreTakes(set.Info, [.. takes.Select(t => t.Take)], scoring with { Verdicts = options, Calibrations = VerdictCalibrations.None });
        return new CalibrationScores([.. takes.Zip(scored, (take, score) => (take, score.Scores[0].Verdict))]);
    }

    /// <summary>What became of the faults of one kind.</summary>
    public (int Takes, int Found, int OtherName) Count(FaultKind kind)
    {
        int takes = 0, found = 0, other = 0;
        foreach ((CalibrationTake take, TakeVerdict verdict) in _verdicts.Where(v => v.Take.Fault.Kind == kind))
        {
            Finding finding = FindingRules.Of(take.Fault, verdict);
            takes++;
            found += finding == Finding.Found ? 1 : 0;
            other += finding == Finding.OtherName ? 1 : 0;
        }

        return (takes, found, other);
    }

    /// <summary>Share of the faults of one kind that were found; null without any.</summary>
    public double? Recall(FaultKind kind) => Count(kind) is { Takes: > 0 } count ? (double)count.Found / count.Takes : null;

    /// <summary>Words of untouched takes with a verdict.</summary>
    public int FalseWords(WordVerdictKind kind) => Untouched.Sum(v => v.Words.Count(w => w.Kind == kind));

    /// <summary>Untouched takes with a fault.</summary>
    public int FalseTakes(TakeFaultKind kind) => Untouched.Count(v => v.Has(kind));

    /// <summary>Words of faulty takes beside the affected ones: how many there are, and how many were found faulty.</summary>
    public (int Words, int Faulty) Beside()
    {
        WordVerdict[] beside = [.. _verdicts.Where(v => v.Take.Fault.TextStart is not null).SelectMany(v => v.Verdict.Words.Where(w => !FindingRules.Touches(v.Take.Fault, w)))];
        return (beside.Length, beside.Count(w => w.IsFault));
    }

    private IEnumerable<TakeVerdict> Untouched => _verdicts.Where(v => v.Take.Fault.Kind == FaultKind.Untouched).Select(v => v.Verdict);
}
