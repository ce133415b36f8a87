using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Text.Phonetics;

namespace PocketTts.Eval.Core.Verdicts.Judging;

/// <summary>Judges all takes of a run: what is usual for each system comes first, then each take, then what takes say about each other.</summary>
internal static class RunJudge
{
    /// <summary>Fills in the verdicts of all scores.</summary>
    public static void Judge(RunInfo info, ScoredTake[] takes, ScoringOptions scoring)
    {
        var sounds = new WordSounds(scoring.Pronunciations);
        TextIndex? index = null;
        foreach (RecognizerInfo recognizer in info.Recognizers)
        {
            VerdictOptions options = scoring.Calibrations.Find(recognizer)?.Options ?? scoring.Verdicts;
            var cases = new TakeCase?[takes.Length];
            for (int i = 0; i < takes.Length; i++)
            {
                TakeScore? score = takes[i].Scores.FirstOrDefault(s => string.Equals(s.RecognizerId, recognizer.Id, StringComparison.Ordinal));
                cases[i] = score is null ? null : new TakeCase(takes[i].Take, score);
            }

            TextIndex Texts() => index ??= new TextIndex(
                // every reading that was compared, in an order that takes have no part in
                takes.SelectMany(t => t.Scores.Take(1), (t, s) => (Text: $"{t.Take.Key.Corpus}\n{t.Take.Key.UtteranceId}\n{string.Join(' ', s.ReferenceWords)}", s.ReferenceWords))
                    .DistinctBy(t => t.Text)
                    .OrderBy(t => t.Text, StringComparer.Ordinal)
                    .Select(t => t.ReferenceWords),
                options.BleedWords);
            foreach (IGrouping<string, int> system in Enumerable.Range(0, takes.Length).Where(i => cases[i] is not null).GroupBy(i => takes[i].Take.Key.SystemId, StringComparer.Ordinal))
            {
                SystemPace pace = SystemPace.Of(system.Where(i => !takes[i].RepeatsEarlierTake).Select(i => cases[i]!), sounds);
                foreach (int i in system)
                {
                    TakeVerdict verdict = TakeJudge.Judge(cases[i]!, sounds, options, pace, Texts);
                    takes[i] = takes[i] with { Scores = WithVerdict(takes[i].Scores, recognizer.Id, verdict) };
                }
            }

            index = null;
            BlameFinder.Mark(info, takes, recognizer.Id);
        }

        if (info.Recognizers.Length > 1)
        {
            for (int i = 0; i < takes.Length; i++)
            {
                takes[i] = AgreementFinder.Confirm(takes[i]);
            }
        }
    }

    internal static ImmutableArray<TakeScore> WithVerdict(ImmutableArray<TakeScore> scores, string recognizerId, TakeVerdict verdict)
    {
        int index = 0;
        while (!string.Equals(scores[index].RecognizerId, recognizerId, StringComparison.Ordinal))
        {
            index++;
        }

        return scores.SetItem(index, scores[index] with { Verdict = verdict });
    }
}
