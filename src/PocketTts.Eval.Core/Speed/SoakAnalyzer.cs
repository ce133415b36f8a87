using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Speed;

/// <summary>Takes of a long session → verdicts.</summary>
public static class SoakAnalyzer
{
    /// <summary>Memory in 10⁶ bytes per 100 takes that counts as a leak unless told otherwise: .1 MB a take, 1 GB in ten thousand.</summary>
    public const double DefaultLeakLimit = 10;

    /// <summary>Slowdown in percent per 100 takes that counts as drift: as much as the noise of a shared computer moves a median.</summary>
    public const double SlowdownLimit = 5;

    /// <summary>Fewest takes behind a trend that is judged: memory that is still filling looks like a leak in fewer.</summary>
    public const int LeastTakes = 50;

    /// <summary>Fewest takes at the beginning of a stretch that are left out; a fifth of the stretch if that is more.</summary>
    public const int LeastSettlingTakes = 30;

    private const double SettlingShare = .2;

    /// <summary>Analyses a session.</summary>
    /// <param name="takes">Its takes in order, marked by <see cref="BenchCompleteness"/>; at least 1.</param>
    /// <param name="isDeterministic">True when equal requests should sound alike.</param>
    /// <param name="durationSeconds">How long it took.</param>
    /// <param name="leakLimit">Memory in 10⁶ bytes per 100 takes, above 0, over which it leaks.</param>
    /// <param name="restarts">Places of takes that a new process spoke first, ascending.</param>
    public static SoakReport Analyze(IReadOnlyList<BenchTake> takes, bool isDeterministic, double durationSeconds, double leakLimit, IReadOnlyList<int> restarts)
    {
        ArgumentNullException.ThrowIfNull(takes);
        ArgumentNullException.ThrowIfNull(restarts);
        (int first, int last) = LongestStretch(takes.Count, restarts);
        int settling = Math.Min(last - first, Math.Max(LeastSettlingTakes, (int)Math.Ceiling(SettlingShare * (last - first))));
        (int Place, BenchTake Take)[] judged = [.. Enumerable.Range(first + settling, last - first - settling).Select(i => (i, takes[i]))];
        (int Place, double Value)[] memory = [.. judged.Where(t => t.Take.MemoryBytes is not null).Select(t => (t.Place, t.Take.MemoryBytes!.Value / 1e6))];
        IGrouping<string, BenchTake>[] repeated =
            [.. takes.Where(t => t.AudioSha256 is not null).GroupBy(t => t.TextId, StringComparer.Ordinal).Where(g => g.Skip(1).Any())];
        int[] faults = ByThird(takes, t => IsFault(t) ? 1 : 0);
        return new SoakReport
        {
            Takes = takes.Count,
            SettlingTakes = settling,
            DurationSeconds = durationSeconds,
            MemoryMegabytes = Judge(memory, leakLimit),
            SlowdownPercent = Judge(Slowdowns(judged), SlowdownLimit),
            FirstMemoryBytes = takes.FirstOrDefault(t => t.MemoryBytes is not null)?.MemoryBytes,
            LastMemoryBytes = takes.LastOrDefault(t => t.MemoryBytes is not null)?.MemoryBytes,
            Restarts = restarts.Count,
            FaultsByThird = [.. faults],
            FaultTrendPValue = faults.Sum() == 0 || takes.Count < 2 ? null : FaultTrend(takes),
            LostWordsByThird = takes.Any(t => t.LostWords is not null) ? [.. ByThird(takes, t => t.LostWords ?? 0)] : [],
            RepeatedTexts = repeated.Length,
            ChangedTexts = isDeterministic ? repeated.Count(g => g.Select(t => t.AudioSha256).Distinct(StringComparer.Ordinal).Skip(1).Any()) : null,
        };
    }

    private static SoakTrend Judge((int Place, double Value)[] points, double limit)
    {
        if (points.Length < 2)
        {
            return new SoakTrend(SoakVerdict.Inconclusive, null, null, null, limit);
        }

        (int Place, double Value)[] some = Thin(points);
        TrendEstimate trend = Trend(some);
        Interval interval = new(100 * trend.Interval.Low, 100 * trend.Interval.High);

        // memory that grew early and then stays is no leak: the later half has to grow as much
        bool growsStill = some.Length >= 4 && 100 * Trend(some[(some.Length / 2)..]).Interval.Low > limit;
        SoakVerdict verdict = points.Length < LeastTakes ? SoakVerdict.Inconclusive
            : interval.Low > limit && growsStill ? SoakVerdict.Growing
            : interval.High < limit ? SoakVerdict.Stable
            : SoakVerdict.Inconclusive;
        return new SoakTrend(verdict, 100 * trend.Slope, interval.Low, interval.High, limit);
    }

    private static TrendEstimate Trend((int Place, double Value)[] points) => TrendEstimate.Of([.. points.Select(p => (double)p.Place)], [.. points.Select(p => p.Value)]);

    // texts differ in length: each take is measured by the median of its own text
    private static (int Place, double Value)[] Slowdowns((int Place, BenchTake Take)[] takes) =>
    [
        .. takes.Where(t => t.Take is { Outcome: BenchOutcome.Ok, WallSeconds: > 0 })
            .GroupBy(t => t.Take.TextId, StringComparer.Ordinal)
            .Where(g => g.Skip(1).Any())
            .SelectMany(g =>
            {
                double median = Quantiles.MedianOf(g.Select(t => t.Take.WallSeconds!.Value));
                return g.Select(t => (t.Place, 100 * ((t.Take.WallSeconds!.Value / median) - 1)));
            })
            .OrderBy(p => p.Place),
    ];

    private static double FaultTrend(IReadOnlyList<BenchTake> takes)
    {
        int half = takes.Count / 2;
        return TwoProportions.FisherExact(takes.Take(half).Count(IsFault), half, takes.Skip(half).Count(IsFault), takes.Count - half).TwoSided;
    }

    private static bool IsFault(BenchTake take) => take.Outcome is BenchOutcome.Failed or BenchOutcome.Incomplete;

    // all pairwise slopes are kept in memory: evenly spaced takes of very long sessions
    private static (int Place, double Value)[] Thin((int Place, double Value)[] points)
    {
        const int Most = TrendEstimate.MaximumPoints / 2;
        return points.Length <= Most ? points : [.. Enumerable.Range(0, Most).Select(i => points[(int)((long)i * points.Length / Most)])];
    }

    private static int[] ByThird(IReadOnlyList<BenchTake> takes, Func<BenchTake, int> count)
    {
        int[] thirds = new int[3];
        for (int i = 0; i < takes.Count; i++)
        {
            thirds[Math.Min(2, 3 * i / takes.Count)] += count(takes[i]);
        }

        return thirds;
    }

    private static (int First, int End) LongestStretch(int count, IReadOnlyList<int> restarts)
    {
        (int First, int End) longest = (0, restarts.Count == 0 ? count : restarts[0]);
        for (int i = 0; i < restarts.Count; i++)
        {
            int end = i + 1 < restarts.Count ? restarts[i + 1] : count;
            longest = end - restarts[i] > longest.End - longest.First ? (restarts[i], end) : longest;
        }

        return longest;
    }
}
