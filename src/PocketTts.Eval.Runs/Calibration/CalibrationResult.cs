using System.Collections.Immutable;
using PocketTts.Eval.Core;
using PocketTts.Eval.Core.Verdicts;
using PocketTts.Eval.Runs.Folder;

namespace PocketTts.Eval.Runs.Calibration;

/// <summary>What a calibration found: thresholds set on one half of the texts, and how reliable verdicts are on the other.</summary>
public sealed class CalibrationResult
{
    private CalibrationResult(VerdictCalibration calibration, string markdown)
    {
        Calibration = calibration;
        Markdown = markdown;
    }

    /// <summary>Thresholds and counts, for the calibration file.</summary>
    public VerdictCalibration Calibration { get; }

    /// <summary>The tables, as Markdown.</summary>
    public string Markdown { get; }

    /// <summary>Scores calibrations; the sounds are only read where they were never measured.</summary>
    /// <param name="folders">Folders of calibrations by one recognizer.</param>
    /// <param name="scoring">What to score with; its thresholds are where the fit begins.</param>
    /// <param name="at">When, for the description.</param>
    /// <exception cref="InputException">A folder is no calibration, or they are of different recognizers.</exception>
    public static CalibrationResult Score(IReadOnlyList<string> folders, ScoringOptions scoring, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(folders);
        ArgumentNullException.ThrowIfNull(scoring);
        CalibrationSet set = CalibrationSet.Read(folders);
        VerdictOptions options = new ThresholdFitter(set, scoring).Fit(scoring.Verdicts);
        CalibrationScores setting = CalibrationScores.Of(set, isJudging: false, scoring, options);
        CalibrationScores judging = CalibrationScores.Of(set, isJudging: true, scoring, options);
        string[] voices = [.. set.Info.Systems.Select(s => s.Id)];
        var calibration = new VerdictCalibration
        {
            Recognizer = set.Recognizer.Id,
            Engine = set.Recognizer.Engine,
            EngineVersion = set.Recognizer.EngineVersion,
            FileSha256 = [.. set.Recognizer.Files.Where(f => f.Name.EndsWith(".onnx", StringComparison.Ordinal)).DefaultIfEmpty().OfType<Core.Speech.ModelFile>().Select(f => f.Sha256)],
            Normalizer = scoring.Comparer.Id,
            RulesVersion = VerdictRules.Version,
            Description = FormattableString.Invariant($"{at:yyyy-MM-dd}: {set.Takes.Length} takes of {set.Takes.Select(t => t.Take.Utterance.Text).Distinct(StringComparer.Ordinal).Count()} texts by {voices.Length} voices ({string.Join(", ", voices)}); thresholds set on one half of the texts, counts from the other"),
            Options = options,
            Words = Words(judging),
            Takes = TakeCounts(judging),
        };
        return new CalibrationResult(calibration, CalibrationTables.Write(set, setting, judging, options));
    }

    private static ImmutableSortedDictionary<string, DetectionCounts> Words(CalibrationScores scores)
    {
        var counts = ImmutableSortedDictionary.CreateBuilder<string, DetectionCounts>(StringComparer.Ordinal);
        foreach ((FaultKind kind, WordVerdictKind verdict) in new[] { (FaultKind.Skip, WordVerdictKind.Skipped), (FaultKind.Double, WordVerdictKind.Repeated), (FaultKind.Mangle, WordVerdictKind.Mangled) })
        {
            (CalibrationTake Take, TakeVerdict Verdict)[] faulty = [.. scores.Verdicts.Where(v => v.Take.Fault.Kind == kind)];
            Add(counts, verdict.Name(), faulty.Length, faulty.Count(v => v.Verdict.Words.Any(w => w.Kind == verdict && FindingRules.Touches(v.Take.Fault, w))), scores.UntouchedWords, scores.FalseWords(verdict));
        }

        return counts.ToImmutable();
    }

    private static ImmutableSortedDictionary<string, DetectionCounts> TakeCounts(CalibrationScores scores)
    {
        var counts = ImmutableSortedDictionary.CreateBuilder<string, DetectionCounts>(StringComparer.Ordinal);
        foreach ((FaultKind kind, TakeFaultKind verdict) in new[]
        {
            (FaultKind.Truncate, TakeFaultKind.Truncated), (FaultKind.Clause, TakeFaultKind.ClauseSkipped), (FaultKind.Click, TakeFaultKind.Clicks), (FaultKind.Clip, TakeFaultKind.Clipped),
        })
        {
            (int takes, int found, _) = scores.Count(kind);
            Add(counts, verdict.Name(), takes, found, scores.UntouchedTakes, scores.FalseTakes(verdict));
        }

        return counts.ToImmutable();
    }

    private static void Add(ImmutableSortedDictionary<string, DetectionCounts>.Builder counts, string name, int positives, int detected, int negatives, int falseAlarms)
    {
        if (positives > 0 && negatives > 0)
        {
            counts[name] = new DetectionCounts(positives, detected, negatives, falseAlarms);
        }
    }
}
