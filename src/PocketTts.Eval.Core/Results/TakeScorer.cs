using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PocketTts.Eval.Core.Corpora;
using PocketTts.Eval.Core.Text;
using PocketTts.Eval.Core.Verdicts;
using PocketTts.Eval.Core.Verdicts.Judging;

namespace PocketTts.Eval.Core.Results;

/// <summary>
/// Turns the facts of a run into scores and numbers: the only place where a take is compared with its text. Pure: equal facts
/// give equal results on every machine, in any order of takes.
/// </summary>
public static class TakeScorer
{
    /// <summary>Identity of the normalizer that scores are made with unless another comparer is given.</summary>
    public static string Normalizer => TextComparers.Default.Id;

    /// <summary>
    /// Scores every take and sums up every system. A take is scored by each recognizer of <paramref name="info"/>:
    /// <list type="bullet">
    /// <item>a transcript is compared with the text and with each accepted form; the one with the fewest errors counts, the text itself
    /// before the forms, the forms in their order;</item>
    /// <item>a failed synthesis is compared as silence: all words deleted;</item>
    /// <item>a recognizer that failed, or has not read the take yet, gives no score;</item>
    /// <item>a missing take has no scores.</item>
    /// </list>
    /// </summary>
    /// <param name="info">The run; its systems and recognizers in plan order.</param>
    /// <param name="takes">All planned takes, each key once.</param>
    /// <param name="scoring">What to score with; <see cref="ScoringOptions.Default"/> when null.</param>
    /// <returns>The run with scores and summaries; takes in the order given; <see cref="RunInfo.Normalizer"/> and <see cref="RunResult.Scoring"/> name the rules.</returns>
    /// <exception cref="ArgumentException">A key occurs twice, or a take names a system or recognizer that the run does not have.</exception>
    public static RunResult Score(RunInfo info, IReadOnlyList<Take> takes, ScoringOptions? scoring = null)
    {
        scoring ??= ScoringOptions.Default;
        ITextComparer comparer = scoring.Comparer;
        ImmutableArray<ScoredTake> scored = ScoreTakes(info, takes, scoring);
        var identity = new ScoringIdentity(
            comparer.Id,
            comparer.Sha256,
            scoring.Pronunciations.Id,
            VerdictRules.Version,
            [.. info.Recognizers.Where(r => scoring.Calibrations.Find(r) is not null).Select(r => r.Id)])
        {
            ThresholdsSha256 = info.Recognizers.ToImmutableSortedDictionary(r => r.Id, r => VerdictThreshold.Sha256(scoring.Calibrations.Find(r)?.Options ?? scoring.Verdicts), StringComparer.Ordinal),
        };

        // sums and resampling depend on the order in the last digits; takes may come in any
        ILookup<string, ScoredTake> bySystem = scored
            .OrderBy(t => t.Take.Key.Corpus, StringComparer.Ordinal)
            .ThenBy(t => t.Take.Key.UtteranceId, StringComparer.Ordinal)
            .ThenBy(t => t.Take.Key.Repeat)
            .ToLookup(t => t.Take.Key.SystemId, StringComparer.Ordinal);
        return new RunResult(
            info with { Normalizer = comparer.Id },
            scored,
            [.. info.Systems.Select(s => SystemSummarizer.Summarize(s.Id, info, [.. bySystem[s.Id]], scoring))])
        {
            Scoring = identity,
        };
    }

    /// <summary>The same without summing up, for callers that count in their own way.</summary>
    /// <inheritdoc cref="Score(RunInfo, IReadOnlyList{Take}, ScoringOptions?)" path="/param"/>
    /// <inheritdoc cref="Score(RunInfo, IReadOnlyList{Take}, ScoringOptions?)" path="/exception"/>
    /// <returns>The takes with their scores, in the order given.</returns>
    public static ImmutableArray<ScoredTake> ScoreTakes(RunInfo info, IReadOnlyList<Take> takes, ScoringOptions? scoring = null)
    {
        ArgumentNullException.ThrowIfNull(info);
        ArgumentNullException.ThrowIfNull(takes);
        scoring ??= ScoringOptions.Default;
        ITextComparer comparer = scoring.Comparer;
        ThrowIfInconsistent(info, takes);
        var deterministic = info.Systems.Where(s => s.Info is { IsDeterministic: true }).Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        Dictionary<(TakeKey Pair, string Outcome), int> firstRepeats = FindFirstRepeats(takes, deterministic);
        var references = new Dictionary<Utterance, IReferenceText>(ReferenceEqualityComparer.Instance);
        var scored = new ScoredTake[takes.Count];
        for (int i = 0; i < scored.Length; i++)
        {
            Take take = takes[i];
            bool repeatsEarlier = OutcomeOf(take, deterministic) is { } outcome
                && firstRepeats[(PairOf(take.Key), outcome)] < take.Key.Repeat;
            scored[i] = new ScoredTake(take, Score(info, take, comparer, references), repeatsEarlier);
        }

        RunJudge.Judge(info, scored, scoring);
        return ImmutableCollectionsMarshal.AsImmutableArray(scored);
    }

    /// <summary>The same key for all repeats of a system and an utterance.</summary>
    internal static TakeKey PairOf(TakeKey key) => key with { Repeat = 0 };

    private static void ThrowIfInconsistent(RunInfo info, IReadOnlyList<Take> takes)
    {
        var systems = info.Systems.Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        var recognizers = info.Recognizers.Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        var keys = new HashSet<TakeKey>(takes.Count);
        foreach (Take take in takes)
        {
            if (!systems.Contains(take.Key.SystemId))
            {
                throw new ArgumentException($"{take.Key}: the run has no such system", nameof(takes));
            }

            if (!keys.Add(take.Key))
            {
                throw new ArgumentException($"{take.Key}: the take occurs twice", nameof(takes));
            }

            foreach (RecognizedTake recognition in take.Recognitions)
            {
                if (!recognizers.Contains(recognition.RecognizerId))
                {
                    throw new ArgumentException($"{take.Key}: the run has no recognizer {recognition.RecognizerId}", nameof(takes));
                }
            }
        }
    }

    // What makes two repeats one observation: equal sound, or the same failure of an engine that leaves nothing to chance. Takes that drew from different seeds are
    // independent even where they came out alike: counting the good ones once and the faulty ones each would make every failure rate too high.
    private static string? OutcomeOf(Take take, HashSet<string> deterministic) =>
        take.Seed is not null && !deterministic.Contains(take.Key.SystemId) ? null
        : take.Synthesis is not null ? take.Synthesis.AudioSha256
        : take.SynthesisFailure is { } failure && deterministic.Contains(take.Key.SystemId) ? "failed/" + failure.Reason
        : null;

    private static Dictionary<(TakeKey Pair, string Outcome), int> FindFirstRepeats(IReadOnlyList<Take> takes, HashSet<string> deterministic)
    {
        var first = new Dictionary<(TakeKey, string), int>(takes.Count);
        foreach (Take take in takes)
        {
            if (OutcomeOf(take, deterministic) is not { } outcome)
            {
                continue;
            }

            ref int repeat = ref CollectionsMarshal.GetValueRefOrAddDefault(first, (PairOf(take.Key), outcome), out bool isKnown);
            repeat = isKnown ? Math.Min(repeat, take.Key.Repeat) : take.Key.Repeat;
        }

        return first;
    }

    private static ImmutableArray<TakeScore> Score(
        RunInfo info, Take take, ITextComparer comparer, Dictionary<Utterance, IReferenceText> references)
    {
        if (take.IsMissing)
        {
            return [];
        }

        ref IReferenceText? reference = ref CollectionsMarshal.GetValueRefOrAddDefault(references, take.Utterance, out _);
        reference ??= comparer.Prepare(take.Utterance.Text, take.Utterance.AcceptedForms);
        ImmutableArray<TakeScore>.Builder scores = ImmutableArray.CreateBuilder<TakeScore>(info.Recognizers.Length);
        foreach (string recognizer in info.Recognizers.Select(r => r.Id))
        {
            string? heard = take.Synthesis is null
                ? string.Empty
                : take.Recognitions.FirstOrDefault(r => string.Equals(r.RecognizerId, recognizer, StringComparison.Ordinal))?.Transcript?.Text;
            if (heard is not null)
            {
                TextComparison comparison = reference.Compare(heard);
                scores.Add(new TakeScore(recognizer, comparison.ReferenceWords, comparison.HypothesisWords, comparison.Edits, comparison.Counts)
                {
                    FormIndex = comparison.FormIndex,
                    ReferenceSpans = comparison.ReferenceSpans,
                    HypothesisSpans = comparison.HypothesisSpans,
                });
            }
        }

        return scores.DrainToImmutable();
    }
}
