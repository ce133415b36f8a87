using System.Globalization;
using System.Text;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Statistics;
using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Runs.Calibration;

/// <summary>Writes what a calibration found, for readers.</summary>
internal static class CalibrationTables
{
    private const int MostMisses = 8;

    /// <summary>All tables as Markdown.</summary>
    public static string Write(CalibrationSet set, CalibrationSet judges, CalibrationScores setting, CalibrationScores judging, VerdictOptions options, string[] unseen)
    {
        var text = new StringBuilder();
        Line(text, $"# Calibration of {set.Recognizer.Id}");
        Line(text, $"");
        Line(text, $"{set.Takes.Length} takes; {set.UnusableCount} more could not be made or heard. Intervals are Wilson's, 95 %.");
        if (!ReferenceEquals(set, judges))
        {
            Line(text, $"");
            Line(text, $"The setting half is of {set.Describe()}.");
            Line(text, $"The judging half is of {judges.Describe()}; voices that set no threshold: {(unseen.Length == 0 ? "none" : string.Join(", ", unseen))}.");
        }

        Line(text, $"");
        Line(text, $"| what was done | right verdict | setting half | takes | found | recall | other verdict | missed |");
        Line(text, $"|---|---|---|---|---|---|---|---|");
        foreach (FaultKind kind in FaultKinds.All.Where(k => k != FaultKind.Untouched && judging.Count(k).Takes > 0))
        {
            (int takes, int found, int other) = judging.Count(kind);
            Line(text, $"| {kind.Name()} | {FindingRules.Expected(kind)} | {setting.Recall(kind) * 100:0.0} % | {takes} | {found} | {Share(found, takes)} | {other} | {takes - found - other} |");
        }

        Line(text, $"");
        Line(text, $"| on untouched takes | setting half | judging half |");
        Line(text, $"|---|---|---|");
        Line(text, $"| words called faulty | {Share(setting.FalseAlarms, setting.UntouchedWords)} | {Share(judging.FalseAlarms, judging.UntouchedWords)} ({judging.FalseAlarms} of {judging.UntouchedWords}) |");
        Line(text, $"| of them confirmed | {Share(setting.ConfirmedFalseAlarms, setting.UntouchedWords)} | {Share(judging.ConfirmedFalseAlarms, judging.UntouchedWords)} |");
        foreach (WordVerdictKind kind in Enum.GetValues<WordVerdictKind>().Where(k => k != WordVerdictKind.Said && judging.FalseWords(k) + setting.FalseWords(k) > 0))
        {
            Line(text, $"| {kind.Name()} | {Share(setting.FalseWords(kind), setting.UntouchedWords)} | {Share(judging.FalseWords(kind), judging.UntouchedWords)} |");
        }

        Line(text, $"| extra words | {Share(setting.FalseExtras, setting.UntouchedWords)} | {Share(judging.FalseExtras, judging.UntouchedWords)} |");
        foreach (TakeFaultKind kind in Enum.GetValues<TakeFaultKind>().Where(k => judging.FalseTakes(k) + setting.FalseTakes(k) > 0))
        {
            Line(text, $"| takes called {kind.Name()} | {Share(setting.FalseTakes(kind), setting.UntouchedTakes)} | {Share(judging.FalseTakes(kind), judging.UntouchedTakes)} |");
        }

        (int words, int faulty) = judging.Beside();
        if (words > 0)
        {
            Line(text, $"| other words of faulty takes called faulty | | {Share(faulty, words)} ({faulty} of {words}) |");
        }

        Thresholds(text, options);
        Screen(text, set);
        Misses(text, setting, "setting half");
        Misses(text, judging, "judging half");
        return text.ToString();
    }

    private static void Thresholds(StringBuilder text, VerdictOptions options)
    {
        var defaults = new VerdictOptions();
        Line(text, $"");
        Line(text, $"Thresholds (default where not listed):");
        Line(text, $"");
        foreach (System.Reflection.PropertyInfo property in typeof(VerdictOptions).GetProperties().Where(p => !Equals(p.GetValue(options), p.GetValue(defaults))))
        {
            Line(text, $"- {property.Name}: {property.GetValue(options)} (default {property.GetValue(defaults)})");
        }
    }

    // which estimate of the screen would lose a fault that whole variants find
    private static void Screen(StringBuilder text, CalibrationSet set)
    {
        foreach ((FaultKind kind, Func<Core.Speech.WordEvidence, double?> gain, Func<Core.Speech.WordEvidence, double?> estimate) in new (FaultKind, Func<Core.Speech.WordEvidence, double?>, Func<Core.Speech.WordEvidence, double?>)[]
        {
            (FaultKind.Skip, w => w.SkipGain, w => w.SkipEstimate),
            (FaultKind.Double, w => w.DoubleGain, w => w.DoubleEstimate),
        })
        {
            double[] faulty = [.. Evidence(set, kind, t => true).Where(e => FindingRules.Touches(e.Fault, e.Span)).Select(e => (estimate(e.Word), gain(e.Word))).Where(e => e is { Item1: not null, Item2: > -8 }).Select(e => e.Item1!.Value).Order()];
            double[] clean = [.. Evidence(set, FaultKind.Untouched, t => true).Select(e => estimate(e.Word)).OfType<double>().Order()];
            if (faulty.Length > 0 && clean.Length > 0)
            {
                Line(text, $"");
                Line(text, $"Screen, {kind.Name()}: the lowest estimate of a word with such a fault and a gain above -8 is {faulty[0]:0.0} (1 % below {Quantiles.Linear(faulty, .01):0.0}); of untouched words, {clean.Count(c => c > faulty[0]) * 100.0 / clean.Length:0.0} % are above it, 1 % above {Quantiles.Linear(clean, .99):0.0}, none above {clean[^1]:0.0}.");
            }
        }
    }

    private static IEnumerable<(InjectedFault Fault, WordVerdict Span, Core.Speech.WordEvidence Word)> Evidence(CalibrationSet set, FaultKind kind, Func<CalibrationTake, bool> which) =>
        set.Takes.Where(t => t.Fault.Kind == kind && which(t)).SelectMany(t => t.Take.Recognitions[0].Evidence.Where(e => e.Text == t.Take.Utterance.Text)
            .SelectMany(e => e.Words.Select((w, i) => (t.Fault, new WordVerdict(i, string.Empty, w.Span, WordVerdictKind.Said, VerdictConfidence.Likely, string.Empty), w))));

    private static void Misses(StringBuilder text, CalibrationScores scores, string half)
    {
        foreach (FaultKind kind in FaultKinds.All.Where(k => k != FaultKind.Untouched))
        {
            (CalibrationTake Take, TakeVerdict Verdict)[] missed = [.. scores.Verdicts.Where(v => v.Take.Fault.Kind == kind && FindingRules.Of(v.Take.Fault, v.Verdict) != Finding.Found)];
            if (missed.Length > 0)
            {
                Line(text, $"");
                Line(text, $"Not found, {kind.Name()}, {half}:");
                Line(text, $"");
            }

            foreach ((CalibrationTake take, TakeVerdict verdict) in missed.Take(MostMisses))
            {
                Line(text, $"- {take.Take.Utterance.Text} ({take.Fault.Voice}: {take.Fault.Detail}) heard: {take.Take.Recognitions[0].Transcript!.Text}{Named(take, verdict)}");
            }
        }

        (CalibrationTake Take, TakeVerdict Verdict)[] alarms = [.. scores.Verdicts.Where(v => v.Take.Fault.Kind == FaultKind.Untouched && (v.Verdict.Faults.Length > 0 || v.Verdict.Words.Any(w => w.IsFault)))];
        if (alarms.Length > 0)
        {
            Line(text, $"");
            Line(text, $"False alarms, {half}:");
            Line(text, $"");
        }

        foreach ((CalibrationTake take, TakeVerdict verdict) in alarms.Take(2 * MostMisses))
        {
            Line(text, $"- {take.Take.Utterance.Text} ({take.Fault.Voice}) heard: {take.Take.Recognitions[0].Transcript!.Text}{Named(take, verdict)}");
        }
    }

    private static string Named(CalibrationTake take, TakeVerdict verdict)
    {
        string[] words = [.. verdict.Words.Where(w => w.IsFault || FindingRules.Touches(take.Fault, w)).Select(w => Text($"{w.Word} {w.Kind.Name()} by {w.RuleId} [{w.SkipGain:0.0}, {w.DoubleGain:0.0}]"))];
        string[] faults = [.. verdict.Faults.Select(f => $"{f.Kind.Name()} by {f.RuleId}: {f.Detail}")];
        return words.Length + faults.Length == 0 ? string.Empty : "; " + string.Join("; ", words.Concat(faults));
    }

    private static string Share(int count, int of)
    {
        if (of == 0)
        {
            return "-";
        }

        Interval interval = ProportionIntervals.Wilson(count, of);
        string format = (double)count / of < .05 ? "0.00" : "0.0";
        return $"{(100.0 * count / of).ToString(format, CultureInfo.InvariantCulture)} % [{(100 * interval.Low).ToString(format, CultureInfo.InvariantCulture)}, {(100 * interval.High).ToString(format, CultureInfo.InvariantCulture)}]";
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(Text(line)).Append('\n');

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
