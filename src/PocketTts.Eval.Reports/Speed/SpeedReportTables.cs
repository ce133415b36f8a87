using System.Collections.Immutable;
using System.Globalization;
using PocketTts.Eval.Core.Speed;

namespace PocketTts.Eval.Reports.Speed;

/// <summary>Rows of many computers → one table.</summary>
public static class SpeedReportTables
{
    /// <summary>The table.</summary>
    /// <param name="rows">Pooled rows.</param>
    public static SpeedTable Of(IReadOnlyList<SpeedRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new SpeedTable(
            "Speed by computer",
            ["set-up", "processor", "fingerprint", "threads of", "texts", "RTFx (more is better)", "RTF", "s a word", "units a second", "first speech", "core-s a second of sound", "start", "peak memory", "lost words", "takes", "remarks"],
            [.. rows.Select(Cells)]);
    }

    /// <summary>Name of a row in plots.</summary>
    internal static string Processor(SpeedRow row) => $"{row.Machine.CpuBrand ?? "unknown processor"} ({row.Machine.Fingerprint[..Math.Min(4, row.Machine.Fingerprint.Length)]})";

    private static ImmutableArray<string> Cells(SpeedRow row) =>
    [
        row.SystemId,
        row.Machine.CpuBrand ?? "unknown",
        row.Machine.Fingerprint,
        FormattableString.Invariant($"{row.ThreadCount} of {row.Machine.UsableCpuCount}"),
        row.Texts.Length == 0 ? Formatting.Unknown : row.Texts,
        row.RtfxLow is null ? Formatting.Ratio(row.Rtfx) : $"{Formatting.Ratio(row.Rtfx)} [{Formatting.Ratio(row.RtfxLow)}–{Formatting.Ratio(row.RtfxHigh)}]",
        Formatting.Ratio(row.Rtf),
        Formatting.Seconds(row.SecondsPerWord),
        row.UnitsPerSecond is null ? Formatting.Unknown : $"{Formatting.Ratio(row.UnitsPerSecond)} {row.Unit}/s",
        Formatting.Seconds(row.FirstSpeechSeconds),
        Formatting.Ratio(row.CoreSecondsPerAudioSecond),
        Formatting.Seconds(row.StartSeconds),
        Formatting.Bytes(row.PeakMemoryBytes),
        row.LostShare is { } lost ? Formatting.PerThousand(lost) : Formatting.Unknown,
        row.Takes.ToString(CultureInfo.InvariantCulture) + (row.FailedTakes > 0 ? FormattableString.Invariant($", {row.FailedTakes} failed") : string.Empty) + (row.Sources.Length > 1 ? FormattableString.Invariant($" ({row.Sources.Length} sources)") : string.Empty),
        string.Join("; ", Remarks(row)),
    ];

    private static IEnumerable<string> Remarks(SpeedRow row)
    {
        if (row.Remark is not null)
        {
            yield return row.Remark;
        }

        if (row.IsNoisy)
        {
            yield return "noisy";
        }

        if (row.IsOversubscribed)
        {
            yield return "more threads than processors";
        }

        if (row.Contradiction is not null)
        {
            yield return "CONTRADICTORY: " + row.Contradiction;
        }
    }
}
