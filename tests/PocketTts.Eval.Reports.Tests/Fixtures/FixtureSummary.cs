using System.Collections.Immutable;
using PocketTts.Eval.Core.Alignment;
using PocketTts.Eval.Core.Results;

namespace PocketTts.Eval.Reports.Tests.Fixtures;

/// <summary>Sums takes up as the scorer would; the interval is a made-up one of plausible width.</summary>
internal static class FixtureSummary
{
    public static SystemSummary Of(string systemId, ImmutableArray<ScoredTake> takes, ImmutableArray<string> recognizers)
    {
        var sound = takes.Where(take => take.Take.Synthesis is not null).ToList();
        var timed = sound.Select(take => take.Take.Synthesis!).Where(facts => facts is { IsTimingEligible: true, WallSeconds: not null }).ToList();
        double[] rtfs = [.. timed.Select(facts => facts.WallSeconds!.Value / facts.AudioSeconds).Order()];
        double[] first = [.. timed.Where(facts => facts.FirstAudioSeconds is not null).Select(facts => facts.FirstAudioSeconds!.Value).Order()];
        double audio = timed.Sum(facts => facts.AudioSeconds);
        double wall = timed.Sum(facts => facts.WallSeconds!.Value);
        return new SystemSummary(
            systemId,
            takes.Length,
            takes.Count(take => take.Failure is not null),
            takes.Count(take => take.Take.IsMissing),
            sound.Count(take => !take.RepeatsEarlierTake),
            systemId == FixtureRun.Deterministic,
            [.. recognizers.Select(id => Accuracy(id, takes))],
            new SpeedSummary(
                timed.Count,
                rtfs.Length == 0 ? null : rtfs[rtfs.Length / 2],
                rtfs.Length < 20 ? null : rtfs[(int)Math.Ceiling(rtfs.Length * 0.95) - 1],
                wall == 0 ? null : audio / wall,
                first.Length == 0 ? null : first[first.Length / 2],
                audio,
                wall),
            Tally(takes.SelectMany(take => take.Take.Synthesis is null ? [] : take.Take.Synthesis.Warnings).Select(warning => warning.Code)),
            Tally(takes.Where(take => take.Failure is not null).Select(take => take.Failure!.Stage + "/" + take.Failure.Reason)));
    }

    private static AccuracySummary Accuracy(string recognizer, ImmutableArray<ScoredTake> takes)
    {
        var scores = takes.Where(take => !take.RepeatsEarlierTake)
            .SelectMany(take => take.Scores.Where(score => score.RecognizerId == recognizer), (take, score) => (take.Take.Key.UtteranceId, score.Counts)).ToList();
        ErrorCounts all = scores.Aggregate(default(ErrorCounts), (sum, pair) => sum + pair.Counts);
        double? rate = all.WordErrorRate;
        return new AccuracySummary(
            recognizer,
            scores.Count,
            all,
            scores.Count == 0 ? null : scores.GroupBy(pair => pair.UtteranceId).Average(group => group.Aggregate(default(ErrorCounts), (sum, pair) => sum + pair.Counts).WordErrorRate ?? 0),
            rate is { } value ? new Interval(value * 0.6, value * 1.5) : null,
            scores.Count(pair => pair.Counts.Errors > 0));
    }

    private static ImmutableArray<KeyValuePair<string, int>> Tally(IEnumerable<string> codes) =>
        [.. codes.GroupBy(code => code).Select(group => KeyValuePair.Create(group.Key, group.Count())).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)];
}
