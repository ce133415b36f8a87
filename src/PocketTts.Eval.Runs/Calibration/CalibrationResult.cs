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
    /// <param name="judgeFolders">
    /// Folders whose takes judge: of them the texts of the judging half count, of <paramref name="folders"/> then only those of the setting half. With voices of their own neither
    /// text nor voice that judges has set a threshold. Empty: both halves come from <paramref name="folders"/>.
    /// </param>
    /// <param name="scoring">What to score with; its thresholds are where the fit begins.</param>
    /// <param name="at">When, for the description.</param>
    /// <exception cref="InputException">A folder is no calibration, or they are of different recognizers.</exception>
    public static CalibrationResult Score(IReadOnlyList<string> folders, IReadOnlyList<string> judgeFolders, ScoringOptions scoring, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(folders);
        ArgumentNullException.ThrowIfNull(judgeFolders);
        ArgumentNullException.ThrowIfNull(scoring);
        var setters = CalibrationSet.Read(folders);
        CalibrationSet judges = judgeFolders.Count == 0 ? setters : CalibrationSet.Read(judgeFolders);
        if (!setters.IsHeardAs(judges))
        {
            throw new InputException($"was heard by {judges.Recognizer.Id}, {folders[0]} by {setters.Recognizer.Id}", judgeFolders[0], remedy: "name folders of the same recognizer");
        }

        VerdictOptions options = new ThresholdFitter(setters, scoring).Fit(scoring.Verdicts);
        var setting = CalibrationScores.Of(setters, isJudging: false, scoring, options);
        var judging = CalibrationScores.Of(judges, isJudging: true, scoring, options);
        string[] unseen = [.. judges.Voices.Except(setters.Voices, StringComparer.Ordinal)];
        string half = ReferenceEquals(setters, judges) ? "thresholds set on one half of the texts, counts from the other"
            : $"thresholds set on one half of the texts, counts from the other half of {judges.Describe()}";
        var calibration = new VerdictCalibration
        {
            Recognizer = setters.Recognizer.Id,
            Engine = setters.Recognizer.Engine,
            EngineVersion = setters.Recognizer.EngineVersion,
            FileSha256 = [.. setters.Recognizer.Files.Where(f => f.Name.EndsWith(".onnx", StringComparison.Ordinal)).DefaultIfEmpty().OfType<Core.Speech.ModelFile>().Select(f => f.Sha256)],
            Normalizer = scoring.Comparer.Id,
            RulesVersion = VerdictRules.Version,
            Description = FormattableString.Invariant($"{at:yyyy-MM-dd}: {setters.Describe()}; {half}"),
            Options = options,
            Words = Words(judging),
            Takes = TakeCounts(judging),
        };
        return new CalibrationResult(calibration, CalibrationTables.Write(setters, judges, setting, judging, options, unseen));
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
            (FaultKind.Truncate, TakeFaultKind.Truncated), (FaultKind.Clause, TakeFaultKind.ClauseSkipped), (FaultKind.Click, TakeFaultKind.Clicks), (FaultKind.Clip, TakeFaultKind.Clipped), (FaultKind.Noise, TakeFaultKind.Garbled),
        })
        {
            (int takes, int found, _) = scores.Count(kind);
            int called = scores.FalseTakes(verdict);

            // samples at full scale are clipped, whoever clipped them: such takes are no negatives
            (int negatives, int falseAlarms) = verdict == TakeFaultKind.Clipped ? (scores.UntouchedTakes - called, 0) : (scores.UntouchedTakes, called);
            Add(counts, verdict.Name(), takes, found, negatives, falseAlarms);
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
