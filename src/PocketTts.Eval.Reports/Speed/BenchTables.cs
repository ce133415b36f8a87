using System.Collections.Immutable;
using System.Globalization;
using PocketTts.Eval.Core.Speed;

namespace PocketTts.Eval.Reports.Speed;

/// <summary>A bench → tables.</summary>
public static class BenchTables
{
    /// <summary>The tables that a bench has data for, in reading order.</summary>
    /// <param name="report">The bench.</param>
    public static ImmutableArray<SpeedTable> Of(BenchReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        bool isSoak = report.Systems.Any(s => s.Soak is not null);
        return
        [
            .. Some(Speed(report)),
            .. isSoak ? [] : Some(Lengths(report)),
            .. Some(Response(report)),
            .. Some(Start(report)),
            .. Some(Comparison(report)),
            .. Some(Soak(report)),
        ];
    }

    /// <summary>A quantity with its interval, each formatted alike, e.g. <c>0.412 [0.405–0.420]</c>.</summary>
    /// <param name="quantity">The quantity, or null.</param>
    /// <param name="format">Formats a number.</param>
    public static string Text(SpeedQuantity? quantity, Func<double?, string> format)
    {
        ArgumentNullException.ThrowIfNull(format);
        return quantity is null ? Formatting.Unknown
            : quantity.Low is null ? format(quantity.Median)
            : $"{format(quantity.Median)} [{format(quantity.Low)}–{format(quantity.High)}]";
    }

    private static SpeedTable Speed(BenchReport report) => new(
        "Speed over all lengths: medians with 95 % intervals",
        ["set-up", "threads", "takes", "RTFx (more is better)", "RTF", "s a word", "units a second", "core-s a second of sound", "p95 RTF", "memory", "peak", "lost words"],
        [
            .. report.Systems.Select(s => Cells(
                Name(s),
                s.Setup.ThreadCount.ToString(CultureInfo.InvariantCulture),
                Takes(s.All),
                Text(s.All.Rtfx, Formatting.Ratio),
                Text(s.All.Rtf, Formatting.Ratio),
                Text(s.All.SecondsPerWord, Formatting.Seconds),
                s.All.UnitsPerSecond is null ? Formatting.Unknown : $"{Formatting.Ratio(s.All.UnitsPerSecond.Median)} {s.Setup.Unit}/s",
                Formatting.Ratio(s.All.CoreSecondsPerAudioSecond?.Median),
                Formatting.Ratio(s.All.Rtf?.P95),
                Formatting.Bytes(s.MemoryBytes),
                Formatting.Bytes(s.PeakMemoryBytes),
                s.CheckedWords is null ? "nobody listened" : $"{s.LostWords} of {s.CheckedWords}")),
        ]);

    private static SpeedTable Lengths(BenchReport report) => new(
        "By length of text: RTFx and wall time",
        [.. new[] { "set-up" }.Concat(AllLengths(report).Select(l => l == 1 ? "1 word" : FormattableString.Invariant($"{l} words")))],
        [
            .. report.Systems.Select(s => Cells(
            [
                Name(s),
                .. AllLengths(report).Select(l => s.Lengths.FirstOrDefault(r => r.Words == l) is { OkTakes: > 0 } row
                    ? $"{Text(row.Rtfx, Formatting.Ratio)}; {Formatting.Seconds(row.WallSeconds?.Median)}"
                    : Formatting.Unknown),
            ])),
        ]);

    private static SpeedTable Response(BenchReport report) => new(
        "Until something is heard: medians over all lengths, and of 15 words",
        ["set-up", "first sound made", "silence in it", "first speech", "first speech, 15 words", "takes that stall while playing", "least wait to play without a gap"],
        [
            .. report.Systems.Where(s => !s.Setup.IsRecognizer).Select(s => Cells(
                Name(s),
                Text(s.All.FirstAudioSeconds, Formatting.Seconds),
                Formatting.Seconds(s.All.LeadingSilenceSeconds?.Median),
                Text(s.All.FirstSpeechSeconds, Formatting.Seconds),
                Text(s.Lengths.FirstOrDefault(r => r.Words == 15)?.FirstSpeechSeconds, Formatting.Seconds),
                s.All.StalledTakes is { } stalled ? FormattableString.Invariant($"{stalled}") : s.All.OkTakes == 0 ? "—" : "sound in one piece",
                Formatting.Seconds(s.All.LeastBufferSeconds))),
        ]);

    private static SpeedTable Start(BenchReport report) => new(
        "Starting: new processes, files in the system's cache",
        ["set-up", "processes", "start to first sound", "loading", "first take", "second take of the same text"],
        [
            .. report.Systems.Where(s => s.Start is not null).Select(s => Cells(
                Name(s),
                s.Start!.ProcessCount.ToString(CultureInfo.InvariantCulture),
                Formatting.Seconds(s.Start.FirstAudioSeconds?.Median),
                Formatting.Seconds(s.Start.LoadSeconds?.Median),
                Formatting.Seconds(s.Start.FirstTakeSeconds?.Median),
                Formatting.Seconds(s.Start.SecondTakeSeconds?.Median))),
        ]);

    private static SpeedTable Comparison(BenchReport report) => new(
        "Compared, take by take of the same text and round: ratios of times with 95 % intervals over texts",
        ["set-up", "against", "pairs", "texts", "wall time ×", "RTF ×"],
        [
            .. report.Comparisons.Select(c => Cells(
                c.OtherId, c.BaseId, Formatting.Count(c.PairCount), Formatting.Count(c.TextCount), Text(c.WallRatio), Text(c.RtfRatio))),
        ]);

    private static SpeedTable Soak(BenchReport report) => new(
        "Long session in one process",
        ["set-up", "takes", "memory", "MB per 100 takes", "speed", "% slower per 100 takes", "faults by thirds", "new processes", "texts that changed"],
        [
            .. report.Systems.Where(s => s.Soak is not null).Select(s => Cells(
                Name(s),
                Formatting.Count(s.Soak!.Takes),
                SoakText.Memory(s.Soak),
                SoakText.Trend(s.Soak.MemoryMegabytes),
                SoakText.Speed(s.Soak),
                SoakText.Trend(s.Soak.SlowdownPercent),
                string.Join(", ", s.Soak.FaultsByThird),
                Formatting.Count(s.Soak.Restarts),
                s.Soak.ChangedTexts is { } changed ? $"{changed} of {s.Soak.RepeatedTexts}" : "not deterministic")),
        ]);

    private static string Name(BenchSystem system) => system.Setup.IsOversubscribed ? system.Setup.Id + " (more threads than processors)" : system.Setup.Id;

    private static string Takes(BenchRow row)
    {
        int bad = row.FailedTakes + row.IncompleteTakes;
        return FormattableString.Invariant($"{row.OkTakes} of {row.PlannedTakes}") + (bad > 0 ? FormattableString.Invariant($", {bad} failed") : string.Empty);
    }

    private static string Text(SpeedRatio? ratio) => ratio is null ? Formatting.Unknown : $"{Formatting.Ratio(ratio.Ratio)} [{Formatting.Ratio(ratio.Low)}–{Formatting.Ratio(ratio.High)}]";

    private static IEnumerable<int> AllLengths(BenchReport report) => report.Systems.SelectMany(s => s.Lengths).Select(r => r.Words).OfType<int>().Distinct().Order();

    private static ImmutableArray<string> Cells(params ImmutableArray<string> cells) => cells;

    private static IEnumerable<SpeedTable> Some(SpeedTable table) => table.Rows.IsEmpty ? [] : [table];
}
