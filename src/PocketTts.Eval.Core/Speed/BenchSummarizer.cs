using System.Collections.Immutable;
using PocketTts.Eval.Core.Results;
using PocketTts.Eval.Core.Statistics;

namespace PocketTts.Eval.Core.Speed;

/// <summary>Takes of a bench → numbers.</summary>
public static class BenchSummarizer
{
    /// <summary>Summarizes one set-up.</summary>
    /// <param name="setup">The set-up.</param>
    /// <param name="start">What starting costs, or null.</param>
    /// <param name="takes">Its takes, marked by <see cref="BenchCompleteness"/>, in order of time.</param>
    /// <param name="soak">Its long session, or null.</param>
    public static BenchSystem Summarize(BenchSetup setup, BenchStart? start, IReadOnlyList<BenchTake> takes, SoakReport? soak = null)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(takes);
        BenchTake[] listened = [.. takes.Where(t => t.LostWords is not null)];
        return new BenchSystem
        {
            Setup = setup,
            Start = start,
            All = Row(null, takes),
            Lengths = [.. takes.GroupBy(t => t.LengthClass).OrderBy(g => g.Key).Select(g => Row(g.Key, [.. g]))],
            Failures =
            [
                .. takes.Where(t => t.Reason is not null)
                    .GroupBy(t => t.Reason!, StringComparer.Ordinal)
                    .Select(g => new BenchFailure(g.Key, g.Count(), g.Select(t => t.TextId).Distinct(StringComparer.Ordinal).Count()))
                    .OrderByDescending(f => f.Takes).ThenBy(f => f.Reason, StringComparer.Ordinal),
            ],
            MemoryBytes = takes.LastOrDefault(t => t.MemoryBytes is not null)?.MemoryBytes,
            PeakMemoryBytes = takes.Max(t => t.PeakMemoryBytes),
            CheckedWords = listened.Length == 0 ? null : listened.Sum(t => t.WordCount),
            LostWords = listened.Length == 0 ? null : listened.Sum(t => t.LostWords),
            Soak = soak,
        };
    }

    /// <summary>Compares two set-ups over the takes that count in both.</summary>
    /// <param name="baseId">Set-up that is divided by.</param>
    /// <param name="otherId">Set-up that is divided.</param>
    /// <param name="takes">Takes of a bench.</param>
    public static BenchComparison Compare(string baseId, string otherId, IReadOnlyList<BenchTake> takes)
    {
        ArgumentNullException.ThrowIfNull(takes);
        ILookup<string, BenchTake> bySetup = takes.Where(t => t.Outcome == BenchOutcome.Ok).ToLookup(t => t.SetupId, StringComparer.Ordinal);
        (BenchTake Base, BenchTake Other)[] pairs = [.. bySetup[baseId].Join(bySetup[otherId], t => (t.TextId, t.Round), t => (t.TextId, t.Round), (x, y) => (x, y))];
        HashSet<string> paired = [.. pairs.Select(p => p.Base.TextId)];
        return new BenchComparison(
            baseId,
            otherId,
            pairs.Length,
            paired.Count,
            Ratio(pairs, t => t.WallSeconds),
            Ratio(pairs, t => t.Rtf),
            [.. bySetup[baseId].Concat(bySetup[otherId]).Select(t => t.TextId).Where(id => !paired.Contains(id)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    private static SpeedRatio? Ratio((BenchTake Base, BenchTake Other)[] pairs, Func<BenchTake, double?> value)
    {
        // repeats of a text are no independent pairs: one mean logarithm a text
        double[] ratios =
        [
            .. pairs.Where(p => value(p.Base) > 0 && value(p.Other) > 0)
                .GroupBy(p => p.Base.TextId, StringComparer.Ordinal)
                .Select(g => Math.Exp(g.Average(p => Math.Log(value(p.Other)!.Value / value(p.Base)!.Value)))),
        ];
        if (ratios.Length < 2)
        {
            return null;
        }

        double[] ones = new double[ratios.Length];
        ones.AsSpan().Fill(1);
        PairedRatio ratio = PairedRatio.Of(ones, ratios);
        return new SpeedRatio(ratio.Ratio, ratio.Interval.Low, ratio.Interval.High);
    }

    private static BenchRow Row(int? words, IReadOnlyList<BenchTake> takes)
    {
        BenchTake[] ok = [.. takes.Where(t => t.Outcome == BenchOutcome.Ok)];
        Playback[] pieces = [.. ok.Where(t => t.ChunkCount > 1).Select(t => t.Playback).OfType<Playback>()];
        return new BenchRow
        {
            Words = words,
            PlannedTakes = takes.Count,
            OkTakes = ok.Length,
            FailedTakes = takes.Count(t => t.Outcome == BenchOutcome.Failed),
            IncompleteTakes = takes.Count(t => t.Outcome == BenchOutcome.Incomplete),
            ExcludedTakes = takes.Count(t => t.Outcome == BenchOutcome.Excluded),
            WallSeconds = Of(ok, t => t.WallSeconds),
            Rtf = Of(ok, t => t.Rtf),
            Rtfx = Of(ok, t => t.Rtf is > 0 and { } rtf ? 1 / rtf : null),
            SecondsPerWord = Of(ok, t => t.WallSeconds / t.WordCount),
            UnitsPerSecond = Of(ok, t => t.WallSeconds > 0 ? t.UnitCount / t.WallSeconds : null),
            FirstAudioSeconds = Of(ok, t => t.FirstAudioSeconds),
            LeadingSilenceSeconds = Of(ok, t => t.LeadingSilenceSeconds),
            FirstSpeechSeconds = Of(ok, t => t.FirstAudioSeconds + t.LeadingSilenceSeconds),
            CoreSecondsPerAudioSecond = Of(ok, t => t.AudioSeconds > 0 ? t.CpuSeconds / t.AudioSeconds : null),
            AudioSeconds = ok.Sum(t => t.AudioSeconds ?? 0),
            TotalWallSeconds = ok.Sum(t => t.WallSeconds ?? 0),
            StalledTakes = pieces.Length == 0 ? null : pieces.Count(p => p.StallCount > 0),
            LeastBufferSeconds = pieces.Length == 0 ? null : pieces.Max(p => p.LeastBufferSeconds),
        };
    }

    private static SpeedQuantity? Of(BenchTake[] takes, Func<BenchTake, double?> value) => SpeedQuantity.Of(takes.Select(value));
}
