using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Text.Phonetics;

namespace PocketTts.Eval.Core.Verdicts.Judging;

/// <summary>The one function from the facts of a take to its verdict.</summary>
internal static class TakeJudge
{
    /// <summary>Judges a take.</summary>
    public static TakeVerdict Judge(TakeCase take, WordSounds sounds, VerdictOptions options, SystemPace pace, Func<TextIndex> texts)
    {
        if (take.Take.SynthesisFailure is { } failure)
        {
            return JudgeFailed(take, failure, options);
        }

        WordFindings words = WordJudge.Judge(take, sounds, options, pace);
        ImmutableArray<TakeFault> faults = new FaultJudge(take, words, sounds, options, pace, texts).Judge();
        ImmutableArray<WordVerdict> verdicts = faults.FirstOrDefault(f => f.RuleId == VerdictRules.TruncatedTail) is { FirstWord: { } first }
            ? [.. words.Words.Select(w => w.WordIndex >= first ? w with { RuleId = VerdictRules.SkippedTail } : w)]
            : words.Words;
        return new TakeVerdict(verdicts, words.Extras, faults, SeverityRule.Of(verdicts, words.Extras, faults, options));
    }

    // no sound is silence: every word is lost, and the failure's reason says how
    private static TakeVerdict JudgeFailed(TakeCase take, TakeFailure failure, VerdictOptions options)
    {
        ImmutableArray<WordVerdict> words =
        [
            .. take.Score.ReferenceWords.Select((word, i) => new WordVerdict(
                i,
                word,
                take.Score.ReferenceSpans.IsDefaultOrEmpty ? default : take.Score.ReferenceSpans[i],
                WordVerdictKind.Skipped,
                VerdictConfidence.Confirmed,
                VerdictRules.SkippedNoSound)),
        ];
        (TakeFaultKind kind, string rule) = failure.Reason == "too-short"
            ? (TakeFaultKind.TooShort, VerdictRules.TooShortLength)
            : (TakeFaultKind.Silent, VerdictRules.SilentSound);
        ImmutableArray<TakeFault> faults = [new TakeFault(kind, VerdictConfidence.Confirmed, rule, $"no sound: {failure.Reason}")];
        return new TakeVerdict(words, [], faults, SeverityRule.Of(words, [], faults, options));
    }
}
