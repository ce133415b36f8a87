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
        Take[] complete = [.. takes.Where(t => byKey.ContainsKey((t.Key, 1)))];
        Take[] timed = [.. complete.Where(t => byKey.ContainsKey((t.Key, 0)))];
        HeardTake[] Of(Take[] some, int variant) => [.. some.Select(t => byKey[(t.Key, variant)])];
        HeardTake[] whole = [.. complete.Select(t => FromRun(t, recognizer.Id))];
        ScoredTake[] wholeScores = Score(run, recognizer, complete, whole);
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{complete.Length} takes, {string.Join(", ", complete.CountBy(t => t.Key.SystemId).Select(s => $"{s.Value} of {s.Key}"))}; sound {Quantile(whole.Select(h => h.AudioSeconds), .5):0.0} s (median), {whole.Min(h => h.AudioSeconds):0.0} to {whole.Max(h => h.AudioSeconds):0.0}");
        int changed = Of(timed, 0).Zip(timed).Count(p => !SameTokens(p.First.Transcript, FromRun(p.Second, recognizer.Id).Transcript));
        text.AppendLine(CultureInfo.InvariantCulture, $"{timed.Length} takes timed; whole window in the changed graph: other tokens in {changed} of them");
        text.AppendLine("| encoded | other tokens | other error counts | other verdict | without an end | skip gain: moved (median, 95 %, most) | words over 0.3 | double gain | words over 0.3 | transcribing | with evidence |");
        text.AppendLine("|---|---|---|---|---|---|---|---|---|---|---|");
        for (int variant = 1; variant < ContextExperiment.Variants.Count; variant++)
        {
            HeardTake[] now = Of(complete, variant);
            ScoredTake[] scores = Score(run, recognizer, complete, now);
            int tokens = Enumerable.Range(0, now.Length).Count(i => !SameTokens(whole[i].Transcript, now[i].Transcript));
            int counts = Enumerable.Range(0, now.Length).Count(i => wholeScores[i].Scores[0].Counts != scores[i].Scores[0].Counts);
            int verdicts = Enumerable.Range(0, now.Length).Count(i => Verdict(wholeScores[i]) != Verdict(scores[i]));
            string skip = Moved(whole, now, w => w.SkipEstimate), twice = Moved(whole, now, w => w.DoubleEstimate);
            double transcribing = Of(timed, variant).Sum(h => h.TranscribeSeconds) / Of(timed, 0).Sum(h => h.TranscribeSeconds);
            double all = Of(timed, variant).Sum(h => h.TranscribeSeconds + h.WeighSeconds) / Of(timed, 0).Sum(h => h.TranscribeSeconds + h.WeighSeconds);
            int endless = now.Count(h => h.Transcript.Warnings.Any(w => w.Code == "token-limit"));
            text.AppendLine(CultureInfo.InvariantCulture, $"| {ContextExperiment.Variants[variant].Name} | {tokens} | {counts} | {verdicts} | {endless} | {skip} | {twice} | {transcribing:0.00} | {all:0.00} |");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"processor time of the whole window: {Of(timed, 0).Average(h => h.TranscribeSeconds):0.00} s a take to transcribe, {Of(timed, 0).Average(h => h.WeighSeconds):0.00} s to weigh");
        for (int variant = 1; variant < ContextExperiment.Variants.Count; variant++)
        {
            HeardTake[] now = Of(complete, variant);
            HeardTake[] others = [.. now.Where((h, i) => !SameTokens(whole[i].Transcript, h.Transcript))];
            text.AppendLine(CultureInfo.InvariantCulture, $"\n{ContextExperiment.Variants[variant].Name}: {string.Join(", ", others.CountBy(h => h.Key.SystemId).Select(s => $"{s.Value} of {s.Key}"))}");
            foreach (HeardTake other in others)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"- {other.Key.SystemId} {other.Key.UtteranceId}, {other.AudioSeconds:0.0} s: '{FromRun(complete.First(t => t.Key == other.Key), recognizer.Id).Transcript.Text}' | '{other.Transcript.Text}'");
            }
        }

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
