using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Text;

namespace PocketTts.Eval.Core.Verdicts.Judging;

/// <summary>Two recognizers that find the same fault in the same word confirm each other.</summary>
internal static class AgreementFinder
{
    /// <summary>Raises likely faults that another recognizer found too.</summary>
    public static ScoredTake Confirm(ScoredTake take)
    {
        if (take.Take.Synthesis is null || take.Scores.Length < 2 || take.Scores.All(s => s.Counts.Errors == 0 && !s.Verdict.Words.Any(w => w.IsFault)))
        {
            return take;
        }

        var found = new Dictionary<(int Form, TextSpan Span, WordVerdictKind Kind), int>();
        foreach (TakeScore score in take.Scores)
        {
            foreach ((int, TextSpan, WordVerdictKind) key in score.Verdict.Words.Where(w => w.IsFault).Select(w => Key(score, w)).Distinct())
            {
                found[key] = found.GetValueOrDefault(key) + 1;
            }
        }

        return take with
        {
            Scores =
            [
                .. take.Scores.Select(score => score with
                {
                    Verdict = score.Verdict with
                    {
                        Words = [.. score.Verdict.Words.Select(w => w.IsFault && w.Confidence == VerdictConfidence.Likely && found[Key(score, w)] > 1 ? w with { Confidence = VerdictConfidence.Confirmed } : w)],
                    },
                }),
            ],
        };
    }

    // which other word was heard depends on the recognizer
    private static (int Form, TextSpan Span, WordVerdictKind Kind) Key(TakeScore score, WordVerdict word) =>
        (score.FormIndex, word.Span, word.Kind == WordVerdictKind.Replaced ? WordVerdictKind.Mangled : word.Kind);
}
