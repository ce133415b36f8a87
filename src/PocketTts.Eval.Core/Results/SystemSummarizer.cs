using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PocketTts.Eval.Core.Alignment;
using PocketTts.Eval.Core.Speech;
using PocketTts.Eval.Core.Statistics;
using PocketTts.Eval.Core.Verdicts;

namespace PocketTts.Eval.Core.Results;

/// <summary>Sums up the scored takes of one system.</summary>
internal static class SystemSummarizer
{
    // below this many takes the 95th percentile would be the largest value
    private const int FewestTakesForP95 = 20;

    public static SystemSummary Summarize(string systemId, RunInfo info, ImmutableArray<ScoredTake> takes, ScoringOptions scoring) =>
        new(
            systemId,
            PlannedTakes: takes.Length,
            FailedTakes: takes.Count(t => t.Failure is not null),
            MissingTakes: takes.Count(t => IsUnfinished(t, info.Recognizers.Length)),
            DistinctTakes: takes.Count(t => t.Take.Synthesis is not null && !t.RepeatsEarlierTake),
            IsDeterministic(takes, info.Systems.Any(s => s.Info is { IsDeterministic: true } && string.Equals(s.Id, systemId, StringComparison.Ordinal))),
            [.. info.Recognizers.Select(r => SummarizeAccuracy(r.Id, takes))],
            SummarizeSpeed(takes),
            Count(takes.SelectMany(WarningCodes)),
            Count(takes.SelectMany(FailureReasons)))
        {
            Verdicts = [.. info.Recognizers.Select(r => VerdictSummarizer.Summarize(r, takes, scoring))],
        };

    // a take that has its sound but not yet every recognizer's answer is not reached either
    private static bool IsUnfinished(ScoredTake take, int recognizers) =>
        take.Take.IsMissing || (take.Failure is null && take.Take.Recognitions.Length < recognizers);

    // a failure says something about repeats only where the engine leaves nothing to chance
    private static bool? IsDeterministic(ImmutableArray<ScoredTake> takes, bool failuresTell)
    {
        bool isWhole = takes.Length > 0;
        foreach (IGrouping<TakeKey, ScoredTake> pair in takes.GroupBy(t => TakeScorer.PairOf(t.Take.Key)))
        {
            int planned = 0;
            int done = 0;
            var outcomes = new HashSet<string>(StringComparer.Ordinal);
            foreach (ScoredTake take in pair)
            {
                planned++;
                if (take.Take.Synthesis?.AudioSha256 is { } sound)
                {
                    done++;
                    outcomes.Add(sound);
                }
                else if (failuresTell && take.Take.SynthesisFailure is { } failure)
                {
                    done++;
                    outcomes.Add("failed/" + failure.Reason);
                }
            }

            if (outcomes.Count > 1)
            {
                return false;
            }

            isWhole &= planned > 1 && done == planned;
        }

        return isWhole ? true : null;
    }

    private static AccuracySummary SummarizeAccuracy(string recognizerId, ImmutableArray<ScoredTake> takes)
    {
        var utterances = new Dictionary<(string Corpus, string Id), (ErrorCounts Counts, int Takes)>();
        ErrorCounts total = default;
        int counted = 0;
        int withErrors = 0;
        foreach ((Take take, TakeScore score) in CountedScores.Of(takes, recognizerId))
        {
            (string, string) utterance = (take.Key.Corpus, take.Key.UtteranceId);
            (ErrorCounts before, int known) = utterances.GetValueOrDefault(utterance);
            utterances[utterance] = (before + score.Counts, known + 1);
            total += score.Counts;
            counted++;
            withErrors += score.Counts.Errors > 0 ? 1 : 0;
        }

        // sorted, so that the interval does not depend on the order of takes
        (ErrorCounts Counts, int Takes)[] sums =
        [
            .. utterances
                .OrderBy(u => u.Key.Corpus, StringComparer.Ordinal)
                .ThenBy(u => u.Key.Id, StringComparer.Ordinal)
                .Select(u => u.Value),
        ];
        ClusterRatio? rate = ClusterRatio.Of(Array.ConvertAll(sums, u => (double)u.Counts.Errors), Array.ConvertAll(sums, u => (double)u.Counts.ReferenceWords));
        return new AccuracySummary(
            recognizerId,
            counted,
            total,
            sums.Average(u => u.Counts.WordErrorRate),
            rate?.ShareInterval(trialsWhenAlike: sums.Sum(u => (double)u.Counts.ReferenceWords / u.Takes)),
            withErrors);
    }

    private static SpeedSummary SummarizeSpeed(ImmutableArray<ScoredTake> takes)
    {
        var factors = new List<double>(takes.Length);
        var firstAudio = new List<double>(takes.Length);
        double audioSeconds = 0;
        double wallSeconds = 0;
        foreach (ScoredTake take in takes)
        {
            if (take.Take.Synthesis is not { IsTimingEligible: true, WallSeconds: { } wall, AudioSeconds: > 0 } facts)
            {
                continue;
            }

            factors.Add(wall / facts.AudioSeconds);
            audioSeconds += facts.AudioSeconds;
            wallSeconds += wall;
            if (facts.FirstAudioSeconds is { } first)
            {
                firstAudio.Add(first);
            }
        }

        factors.Sort();
        firstAudio.Sort();
        ReadOnlySpan<double> sorted = CollectionsMarshal.AsSpan(factors);
        return new SpeedSummary(
            factors.Count,
            factors.Count == 0 ? null : Quantiles.Median(sorted),
            factors.Count < FewestTakesForP95 ? null : Quantiles.NearestRank(sorted, .95),
            wallSeconds > 0 ? audioSeconds / wallSeconds : null,
            firstAudio.Count == 0 ? null : Quantiles.Median(CollectionsMarshal.AsSpan(firstAudio)),
            audioSeconds,
            wallSeconds);
    }

    private static IEnumerable<string> WarningCodes(ScoredTake take)
    {
        IEnumerable<TakeWarning> ofSound = take.Take.Synthesis?.Warnings ?? [];
        return ofSound
            .Concat(take.Take.Recognitions.SelectMany(r => r.Transcript?.Warnings ?? []))
            .Select(w => w.Code)
            .Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<string> FailureReasons(ScoredTake take) =>
        take.Take.Recognitions
            .Select(r => r.Failure)
            .Prepend(take.Take.SynthesisFailure)
            .OfType<TakeFailure>()
            .Select(f => $"{f.Stage}/{f.Reason}")
            .Distinct(StringComparer.Ordinal);

    private static ImmutableArray<KeyValuePair<string, int>> Count(IEnumerable<string> names) =>
        [.. names
            .CountBy(name => name, StringComparer.Ordinal)
            .OrderByDescending(n => n.Value)
            .ThenBy(n => n.Key, StringComparer.Ordinal)];
}
