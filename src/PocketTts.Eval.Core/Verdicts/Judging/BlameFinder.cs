using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Core.Verdicts.Judging;

/// <summary>
/// Finds words that fail in every take of every system: then the text, its accepted forms or the recognizer are likelier to blame than several
/// synthesizers that err alike. It needs at least two systems with sound for the text.
/// </summary>
internal static class BlameFinder
{
    private const int FewestSystems = 2;

    /// <summary>Marks such words, and extra words that come everywhere, in the verdicts of one recognizer.</summary>
    public static void Mark(RunInfo info, ScoredTake[] takes, string recognizerId)
    {
        if (info.Systems.Length < FewestSystems)
        {
            return;
        }

        foreach (IGrouping<(string Corpus, string Id), int> text in Enumerable.Range(0, takes.Length)
            .Where(i => takes[i].Take.Synthesis is not null)
            .GroupBy(i => (takes[i].Take.Key.Corpus, takes[i].Take.Key.UtteranceId)))
        {
            var scores = new List<(int Take, TakeScore Score)>();
            foreach (int i in text)
            {
                foreach (TakeScore score in takes[i].Scores)
                {
                    if (string.Equals(score.RecognizerId, recognizerId, StringComparison.Ordinal))
                    {
                        scores.Add((i, score));
                    }
                }
            }

            // all systems, by one form of the text
            if (scores.Select(s => takes[s.Take].Take.Key.SystemId).Distinct(StringComparer.Ordinal).Count() < info.Systems.Length
                || scores.Select(s => s.Score.FormIndex).Distinct().Count() > 1)
            {
                continue;
            }

            Mark(takes, scores);
        }
    }

    private static void Mark(ScoredTake[] takes, List<(int Take, TakeScore Score)> scores)
    {
        var wrong = new Dictionary<(int Start, int End), int>();
        var extra = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach ((_, TakeScore score) in scores)
        {
            // several words of one place (1984) count once a take
            foreach ((int, int) place in score.Verdict.Words.Where(w => w.IsFault).Select(w => (w.Span.Start, w.Span.End)).Distinct())
            {
                CollectionsMarshal.GetValueRefOrAddDefault(wrong, place, out _)++;
            }

            foreach (string words in score.Verdict.Extras.Select(Key).Distinct(StringComparer.Ordinal))
            {
                CollectionsMarshal.GetValueRefOrAddDefault(extra, words, out _)++;
            }
        }

        if (!wrong.ContainsValue(scores.Count) && !extra.ContainsValue(scores.Count))
        {
            return;
        }

        foreach ((int take, TakeScore score) in scores)
        {
            TakeVerdict verdict = score.Verdict with
            {
                Words = [.. score.Verdict.Words.Select(w => w.IsFault && wrong[(w.Span.Start, w.Span.End)] == scores.Count ? w with { IsTextOrRecognizer = true } : w)],
                Extras = [.. score.Verdict.Extras.Select(e => extra[Key(e)] == scores.Count ? e with { IsTextOrRecognizer = true } : e)],
            };
            takes[take] = takes[take] with { Scores = RunJudge.WithVerdict(takes[take].Scores, score.RecognizerId, verdict) };
        }
    }

    private static string Key(ExtraWords extra) => FormattableString.Invariant($"{extra.BeforeWordIndex} {string.Join(' ', extra.Words)}");
}
