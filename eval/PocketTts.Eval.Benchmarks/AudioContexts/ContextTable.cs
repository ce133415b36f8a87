using System.Globalization;
using System.Text;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Benchmarks.AudioContexts;

/// <summary>Compares what was heard with less of the window with what was heard with all of it, take by take.</summary>
internal static class ContextTable
{
    private const double Shift = .3;

    /// <summary>Writes the table, then the takes whose tokens differ.</summary>
    /// <param name="run">The run that the takes are of.</param>
    /// <param name="recognizer">The recognizer with the whole window.</param>
    /// <param name="takes">The takes.</param>
    /// <param name="heard">What was heard; variant 0 is the whole window.</param>
    /// <returns>Markdown.</returns>
    public static string Write(RunInfo run, RecognizerInfo recognizer, IReadOnlyList<Take> takes, IReadOnlyList<HeardTake> heard)
    {
        Dictionary<(TakeKey, int), HeardTake> byKey = heard.ToDictionary(h => (h.Key, h.Variant));
        var text = new StringBuilder();
        Take[] timed = [.. takes.Where(t => byKey.ContainsKey((t.Key, 0)))];
        int changed = timed.Count(t => !SameTokens(byKey[(t.Key, 0)].Transcript, FromRun(t, recognizer.Id).Transcript));
        text.AppendLine(CultureInfo.InvariantCulture, $"whole window in the changed graph: other tokens in {changed} of {timed.Length} takes");
        text.AppendLine("| encoded | takes | other tokens | other error counts | word errors before, now | other verdict | without an end | skip gain moved: median, 95 %, most | words over 0.3 | double gain moved | words over 0.3 | time of transcribing | with evidence |");
        text.AppendLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        var others = new StringBuilder();
        for (int variant = 1; variant < ContextExperiment.Variants.Count; variant++)
        {
            Take[] some = [.. takes.Where(t => byKey.ContainsKey((t.Key, variant)))];
            if (some.Length == 0)
            {
                continue;
            }

            HeardTake[] whole = [.. some.Select(t => FromRun(t, recognizer.Id))], now = [.. some.Select(t => byKey[(t.Key, variant)])];
            ScoredTake[] before = Score(run, recognizer, some, whole), after = Score(run, recognizer, some, now);
            int[] moved = [.. Enumerable.Range(0, some.Length).Where(i => !SameTokens(whole[i].Transcript, now[i].Transcript))];
            int counts = Enumerable.Range(0, some.Length).Count(i => before[i].Scores[0].Counts != after[i].Scores[0].Counts);
            int verdicts = Enumerable.Range(0, some.Length).Count(i => Verdict(before[i]) != Verdict(after[i]));
            int endless = now.Count(h => h.Transcript.Warnings.Any(w => w.Code == "token-limit"));
            HeardTake[] wholeTimed = [.. timed.Where(some.Contains).Select(t => byKey[(t.Key, 0)])], nowTimed = [.. timed.Where(some.Contains).Select(t => byKey[(t.Key, variant)])];
            double transcribing = nowTimed.Sum(h => h.TranscribeSeconds) / wholeTimed.Sum(h => h.TranscribeSeconds);
            double all = nowTimed.Sum(h => h.TranscribeSeconds + h.WeighSeconds) / wholeTimed.Sum(h => h.TranscribeSeconds + h.WeighSeconds);
            string skip = Moved(whole, now, w => w.SkipEstimate), twice = Moved(whole, now, w => w.DoubleEstimate);
            text.AppendLine(CultureInfo.InvariantCulture, $"| {ContextExperiment.Variants[variant].Name} | {some.Length} | {moved.Length} | {counts} | {Errors(before)}, {Errors(after)} | {verdicts} | {endless} | {skip} | {twice} | {transcribing:0.00} ({nowTimed.Length}) | {all:0.00} |");
            others.AppendLine(CultureInfo.InvariantCulture, $"\n{ContextExperiment.Variants[variant].Name}, sound of {Quantile(now.Select(h => h.AudioSeconds), .5):0.0} s (median, {now.Min(h => h.AudioSeconds):0.0} to {now.Max(h => h.AudioSeconds):0.0}); other tokens by system: {string.Join(", ", some.CountBy(t => t.Key.SystemId).Select(s => $"{moved.Count(i => some[i].Key.SystemId == s.Key)} of {s.Value} {s.Key}"))}");
            foreach (int i in moved)
            {
                others.AppendLine(CultureInfo.InvariantCulture, $"- {now[i].Key.SystemId} {now[i].Key.UtteranceId}, {now[i].AudioSeconds:0.0} s: '{whole[i].Transcript.Text}' | '{now[i].Transcript.Text}'");
            }
        }

        // a part of the takes may hold none whose time counts
        if (timed.Length > 0)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"processor time of the whole window: {timed.Average(t => byKey[(t.Key, 0)].TranscribeSeconds):0.00} s a take to transcribe, {timed.Average(t => byKey[(t.Key, 0)].WeighSeconds):0.00} s to weigh");
        }

        text.Append(others);
        return text.ToString();
    }

    private static HeardTake FromRun(Take take, string recognizer)
    {
        (Transcript transcript, TextEvidence evidence) = ContextExperiment.Whole(take, recognizer)!.Value;
        return new HeardTake(take.Key, 0, take.Synthesis!.AudioSeconds, transcript, evidence, 0, 0);
    }

    private static bool SameTokens(Transcript a, Transcript b) => a.Tokens.Select(t => t.Id).SequenceEqual(b.Tokens.Select(t => t.Id));

    private static ScoredTake[] Score(RunInfo run, RecognizerInfo recognizer, Take[] takes, HeardTake[] heard) =>
    [
        .. TakeScorer.ScoreTakes(
            run with { Recognizers = [recognizer] },
            [.. takes.Select((t, i) => t with { Recognitions = [new RecognizedTake(recognizer.Id, heard[i].Transcript, null) { Evidence = [heard[i].Evidence] }] })]),
    ];

    private static long Errors(ScoredTake[] takes) => takes.Sum(t => t.Scores[0].Counts.Errors);

    private static string Verdict(ScoredTake take)
    {
        TakeVerdict verdict = take.Scores[0].Verdict;
        return string.Join(' ', verdict.Words.Select(w => $"{w.Kind}/{w.Confidence}").Concat(verdict.Extras.Select(e => $"{e.Kind}/{string.Join('_', e.Words)}")).Concat(verdict.Faults.Select(f => $"{f.Kind}")));
    }

    private static string Moved(HeardTake[] whole, HeardTake[] now, Func<WordEvidence, double?> gain)
    {
        double[] moved = [.. whole.Zip(now).SelectMany(p => p.First.Evidence.Words.Zip(p.Second.Evidence.Words)).Select(p => Math.Abs(gain(p.First) - gain(p.Second) ?? 0))];
        return string.Create(CultureInfo.InvariantCulture, $"{Quantile(moved, .5):0.00}, {Quantile(moved, .95):0.00}, {moved.Max():0.0} | {100.0 * moved.Count(m => m > Shift) / moved.Length:0.0} %");
    }

    private static double Quantile(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        return sorted[(int)Math.Min(sorted.Length - 1, share * sorted.Length)];
    }
}
